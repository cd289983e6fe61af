import Receipt from '@mui/icons-material/ReceiptLongOutlined';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import { Empty } from '../../shared/parts/Empty';
import { Panel } from '../../shared/parts/Panel';
import type { Dashboard } from '../api/types';

/** Where the orders stand. */
export function OrdersByStatus({ of: { orders_by_status } }: { of: Dashboard }) {
    const text = useText();
    const format = useFormat();
    const most = Math.max(1, ...orders_by_status.map(({ count }) => count));
    return (
        <Panel title={text('dashboard.orders_by_status')}>
            {orders_by_status.length === 0 && (
                <Empty icon={<Receipt />} title={text('dashboard.no_orders')} />
            )}
            <Box component="ul" sx={{ listStyle: 'none', m: 0, px: 2.5, pt: 0, pb: 2.5 }}>
                {orders_by_status.map(({ status, title, count }) => (
                    <Box component="li" key={status} sx={{ pt: 1.5 }}>
                        <Box sx={{ display: 'flex', gap: 2, mb: 0.5 }}>
                            <Typography variant="body2" sx={{ flex: 1 }}>
                                <DataText>{title}</DataText>
                            </Typography>
                            <Typography
                                variant="body2"
                                className="figures"
                                sx={{ fontWeight: 600 }}
                            >
                                {format.integer(count)}
                            </Typography>
                        </Box>
                        <LinearProgress
                            aria-hidden
                            variant="determinate"
                            value={(100 * count) / most}
                            sx={{ height: 6, borderRadius: 3 }}
                        />
                    </Box>
                ))}
            </Box>
        </Panel>
    );
}
