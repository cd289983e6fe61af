import Box from '@mui/material/Box';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import type { Dashboard } from '../api/types';
import { Figure } from './Figure';

/** What was sold today, beside the whole same day a week ago. */
export function Today({ of: { today, currency } }: { of: Dashboard }) {
    const text = useText();
    const format = useFormat();
    const before = today.same_day_last_week;
    const money = (value: number) => format.money(value, currency);
    return (
        <Box
            component="section"
            aria-label={text('dashboard.today')}
            sx={{
                display: 'grid',
                gap: { xs: 2, sm: 3 },
                gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 220px), 1fr))',
            }}
        >
            <Figure
                name={text('dashboard.revenue')}
                value={Number(today.revenue)}
                before={Number(before.revenue)}
                format={money}
            />
            <Figure
                name={text('dashboard.orders')}
                value={today.orders}
                before={before.orders}
                format={format.integer}
            />
            <Figure
                name={text('dashboard.quantity')}
                value={today.quantity}
                before={before.quantity}
                format={format.integer}
            />
        </Box>
    );
}
