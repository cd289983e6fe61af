import type { Chart, Grouping, Report, Row } from '../../api/types';
import type { ReportState } from '../state';

const TIMES = new Set(['hour', 'day', 'week', 'month', 'quarter', 'year']);
export const MOST_POINTS = 100;
const MOST_BARS = 12;

export interface Plan {
    chart: Chart;
    x: Grouping;
    series: Grouping | undefined;
    groupBy: string;
    sort: string;
    /** How many groups are drawn: time is drawn whole, of others the largest. */
    most: number;
    isLying: boolean;
}

/** What the chart of a report draws: the groups that one looks at, else those of its definition. */
export function planOf(report: Report, state: ReportState): Plan | undefined {
    const { chart } = report;
    const x = chart && groupingOf(report, state.groups[0] ?? chart.x);
    const y = chart?.y[0];
    if (!chart || !x || !y) return undefined;
    const series =
        chart.kind === 'stacked' && chart.series && chart.series !== x.name
            ? groupingOf(report, chart.series)
            : undefined;
    const isTime = isOfTime(report, x);
    // A line between categories would say that something lies between them.
    const kind =
        !isTime && (chart.kind === 'line' || chart.kind === 'sparkline') ? 'bar' : chart.kind;
    return {
        chart: { ...chart, kind },
        x,
        series,
        groupBy: [x.name, ...(series ? [series.name] : [])].join(','),
        sort: isTime || series ? x.columns.join(',') : `-${y}`,
        most: isTime || series ? MOST_POINTS : MOST_BARS,
        isLying: !isTime && kind !== 'pie',
    };
}

/** Whether groups follow one another in time. */
function isOfTime(report: Report, { name, columns }: Grouping): boolean {
    const column = report.columns.find((each) => each.name === columns[0]);
    return TIMES.has(name) || column?.type === 'date' || column?.type === 'datetime';
}

function groupingOf(report: Report, name: string): Grouping | undefined {
    return report.group_by.find((each) => each.name === name);
}

/** The names of groups in their order, and the values of each series at them. */
export function pointsOf(plan: Plan, rows: Row[], nameOf: (row: Row, columns: string[]) => string) {
    const nameOfX = naming(plan.x, rows, nameOf);
    const labels = [...new Set(rows.map(nameOfX))];
    const place = new Map(labels.map((label, index) => [label, index]));
    const nameOfSeries = plan.series && naming(plan.series, rows, nameOf);
    const series = new Map<string, (number | null)[]>();
    for (const row of rows) {
        for (const y of plan.chart.y) {
            const name = nameOfSeries?.(row) ?? y;
            const values = series.get(name) ?? labels.map(() => null);
            const value = row[y] ?? null;
            values[place.get(nameOfX(row)) as number] = value === null ? null : Number(value);
            series.set(name, values);
        }
    }
    return { labels, series: [...series].map(([name, values]) => ({ name, values })) };
}

/** Groups are called by their last column, by all of them where that is not enough. */
function naming(of: Grouping, rows: Row[], nameOf: (row: Row, columns: string[]) => string) {
    const short = of.columns.slice(-1);
    const count = (columns: string[]) => new Set(rows.map((row) => nameOf(row, columns))).size;
    const columns = count(short) === count(of.columns) ? short : of.columns;
    return (row: Row) => nameOf(row, columns);
}
