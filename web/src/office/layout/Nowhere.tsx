import Explore from '@mui/icons-material/ExploreOffOutlined';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { Empty } from '../../shared/parts/Empty';

/** For an address that leads nowhere. */
export function Nowhere() {
    const text = useText();
    return (
        <Empty icon={<Explore />} title={text('app.nowhere')} hint={text('app.nowhere_hint')}>
            <Button component={Link} to="/" variant="contained">
                {text('app.home')}
            </Button>
        </Empty>
    );
}
