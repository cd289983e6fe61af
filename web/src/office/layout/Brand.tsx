import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useText } from '../../shared/i18n/useText';

/** The sign of the shop's software. */
export function Brand() {
    const text = useText();
    return (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
            <img src={`${import.meta.env.BASE_URL}icon.svg`} alt="" width={28} height={28} />
            <Typography component="span" sx={{ fontWeight: 700, letterSpacing: '-0.01em' }}>
                {text('app.name')}
            </Typography>
        </Box>
    );
}
