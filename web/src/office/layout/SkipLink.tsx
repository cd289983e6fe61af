import Link from '@mui/material/Link';
import { useText } from '../../shared/i18n/useText';

/** For keyboards: past the menu, to what the page is about. */
export function SkipLink() {
    const text = useText();
    return (
        <Link
            href="#content"
            onClick={(event) => {
                event.preventDefault();
                document.getElementById('content')?.focus();
            }}
            sx={{
                position: 'fixed',
                top: 8,
                left: 8,
                zIndex: 2000,
                p: 1.25,
                borderRadius: 1,
                bgcolor: 'background.paper',
                transform: 'translateY(-200%)',
                '&:focus': { transform: 'none' },
            }}
        >
            {text('app.skip')}
        </Link>
    );
}
