import Box from '@mui/material/Box';
import { Picture } from '../../shared/charts/Picture';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { Panel } from '../../shared/parts/Panel';
import type { Dashboard } from '../api/types';

/** Revenue of two days by the hour of the shop's clock. */
export function Hours({ of: { hours, currency } }: { of: Dashboard }) {
    const text = useText();
    const format = useFormat();
    return (
        <Panel title={`${text('dashboard.hours')} · ${text('dashboard.revenue')}`}>
            <Box sx={{ px: 1.5, pb: 2 }}>
                <Picture
                    kind="line"
                    height={260}
                    label={text('report.chart_of', {
                        values: text('dashboard.revenue'),
                        group: text('dashboard.hours'),
                    })}
                    labels={hours.map(({ starts_at }) => format.hour(starts_at))}
                    series={[
                        {
                            name: text('dashboard.revenue'),
                            values: hours.map(({ revenue }) => Number(revenue)),
                        },
                    ]}
                    format={(value) => format.money(value, currency)}
                    short={format.compact}
                />
            </Box>
        </Panel>
    );
}
