import ShowChart from '@mui/icons-material/ShowChart';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useStore } from 'react-admin';
import { Picture } from '../../../shared/charts/Picture';
import { useFormat } from '../../../shared/format/useFormat';
import { useText } from '../../../shared/i18n/useText';
import { Panel } from '../../../shared/parts/Panel';
import type { Report, Row } from '../../api/types';
import { shown } from '../shown';
import { chosenOf, type ReportState } from '../state';
import { useReportQuery } from '../useRows';
import { type Plan, planOf, pointsOf } from './data';

interface Props {
    report: Report;
    state: ReportState;
    /** The rows come first: the chart is asked for once they are there. */
    isReady: boolean;
}

/** The chart of a report, if it has one. */
export function ReportChart({ report, state, isReady }: Props) {
    const text = useText();
    const [isHidden, setHidden] = useStore('reports.chart_hidden', false);
    const plan = planOf(report, state);
    if (!plan) return null;
    const labels = plan.chart.y.map((name) => labelOf(report, name));
    const title = text('report.chart_of', { values: labels.join(', '), group: plan.x.label });
    return (
        <Panel
            title={title}
            aside={
                <Button size="small" startIcon={<ShowChart />} onClick={() => setHidden(!isHidden)}>
                    {text(isHidden ? 'report.show_chart' : 'report.hide_chart')}
                </Button>
            }
        >
            {!isHidden && (
                <Drawing
                    report={report}
                    state={state}
                    plan={plan}
                    title={title}
                    isReady={isReady}
                />
            )}
        </Panel>
    );
}

interface DrawingProps extends Props {
    plan: Plan;
    title: string;
}

const HEIGHT = 280;
const SPARK = 96;
const BAR = 24;
const AROUND = 60;

/** Bars that lie below one another need room for each. */
function heightOf({ chart, isLying }: Plan, bars: number): number {
    if (isLying) return Math.max(SPARK, bars * BAR + AROUND);
    return chart.kind === 'sparkline' ? SPARK : HEIGHT;
}

function Drawing({ report, state, plan, title, isReady }: DrawingProps) {
    const text = useText();
    const format = useFormat();
    const query = {
        filters: chosenOf(report, state.filters),
        group_by: plan.groupBy,
        sort: plan.sort,
        page_size: plan.most,
        parts: 'rows',
    };
    const { data, error } = useReportQuery(report, query, isReady);
    const items = data?.items ?? [];
    const { labels, series } = pointsOf(plan, items, nameOf);
    const [y = ''] = plan.chart.y;
    const type = report.columns.find(({ name }) => name === y)?.type ?? 'decimal';

    /** A group by what stands in its columns. */
    function nameOf(row: Row, columns: string[]): string {
        return columns
            .map((name) => {
                const column = report.columns.find((each) => each.name === name);
                return shown(row[name], column?.type ?? 'text', report.currency, format);
            })
            .join(' · ');
    }

    // The rows below say why, and what to do.
    if (error || data?.items?.length === 0) return null;
    return (
        <Box sx={{ px: 1.5, pb: 2 }}>
            {data ? (
                <Picture
                    kind={plan.chart.kind}
                    label={title}
                    height={heightOf(plan, labels.length)}
                    isLying={plan.isLying}
                    labels={labels}
                    series={series.map((each) => ({
                        ...each,
                        name: plan.series ? each.name : labelOf(report, each.name),
                    }))}
                    format={(value) => shown(value, type, report.currency, format)}
                    short={format.compact}
                />
            ) : (
                <Skeleton variant="rounded" height={HEIGHT} />
            )}
            {items.length === plan.most && (
                <Typography variant="caption" color="text.secondary" sx={{ px: 1 }}>
                    {text('report.cut', { count: plan.most })}
                </Typography>
            )}
        </Box>
    );
}

function labelOf(report: Report, name: string): string {
    const column = report.columns.find((each) => each.name === name);
    return column?.total_label ?? column?.label ?? name;
}
