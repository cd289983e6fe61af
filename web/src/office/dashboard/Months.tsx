import Box from '@mui/material/Box';
import { Picture } from '../../shared/charts/Picture';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { Panel } from '../../shared/parts/Panel';
import type { Dashboard } from '../api/types';

/** Revenue of six months. */
export function Months({ of: { months, currency } }: { of: Dashboard }) {
    const text = useText();
    const format = useFormat();
    return (
        <Panel title={`${text('dashboard.months')} · ${text('dashboard.revenue')}`}>
            <Box sx={{ px: 1.5, pb: 2 }}>
                <Picture
                    kind="bar"
                    height={260}
                    label={text('report.chart_of', {
                        values: text('dashboard.revenue'),
                        group: text('dashboard.months'),
                    })}
                    labels={months.map(({ month }) => format.month(month))}
                    series={[
                        {
                            name: text('dashboard.revenue'),
                            values: months.map(({ revenue }) => Number(revenue)),
                        },
                    ]}
                    format={(value) => format.money(value, currency)}
                    short={format.compact}
                />
            </Box>
        </Panel>
    );
}
