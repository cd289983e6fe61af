import { useTheme } from '@mui/material/styles';
import { BarChart } from '@mui/x-charts/BarChart';
import { LineChart } from '@mui/x-charts/LineChart';
import { PieChart } from '@mui/x-charts/PieChart';
import { SparkLineChart } from '@mui/x-charts/SparkLineChart';
import { coloursOf } from './colours';
import type { PictureProps } from './types';

// Room for the axes.
const WIDTH = 56;
const HEIGHT = 28;
const LABEL_WIDTH = 150;
const FEW = 4;
const MARGIN = { top: 8, right: 16, bottom: 0, left: 0 };

/** The picture itself, by MUI X Charts. */
export default function Drawn(props: PictureProps) {
    const { kind } = props;
    if (kind === 'pie') return <Pie {...props} />;
    if (kind === 'sparkline') return <Spark {...props} />;
    if (kind === 'line') return <Line {...props} />;
    return props.isLying ? <LyingBars {...props} /> : <Bars {...props} />;
}

function useCommon({ labels, series, short, height }: PictureProps) {
    const { palette } = useTheme();
    return {
        height,
        margin: MARGIN,
        grid: { horizontal: true },
        colors: coloursOf(palette.mode),
        hideLegend: series.length === 1,
        values: { valueFormatter: short, disableLine: true, disableTicks: true },
        labels: { data: labels, disableTicks: true },
    };
}

/** Bars keep a width of bars where there are few of them. */
function bandOf({ labels }: PictureProps) {
    return { scaleType: 'band' as const, categoryGapRatio: labels.length < FEW ? 0.75 : 0.35 };
}

const shownBy = (format: PictureProps['format']) => (value: number | null) =>
    value === null ? '' : format(value);

function Bars(props: PictureProps) {
    const { labels, values, ...common } = useCommon(props);
    return (
        <BarChart
            {...common}
            borderRadius={4}
            xAxis={[{ ...labels, ...bandOf(props), height: HEIGHT }]}
            yAxis={[{ ...values, width: WIDTH }]}
            series={barsOf(props)}
        />
    );
}

function LyingBars(props: PictureProps) {
    const { labels, values, ...common } = useCommon(props);
    return (
        <BarChart
            {...common}
            borderRadius={4}
            layout="horizontal"
            grid={{ vertical: true }}
            xAxis={[{ ...values, height: HEIGHT, tickNumber: 6 }]}
            yAxis={[{ ...labels, ...bandOf(props), width: LABEL_WIDTH, disableLine: true }]}
            series={barsOf(props)}
        />
    );
}

function barsOf({ kind, series, format }: PictureProps) {
    return series.map(({ name, values }) => ({
        label: name,
        data: values,
        stack: kind === 'stacked' ? 'all' : undefined,
        valueFormatter: shownBy(format),
    }));
}

function Line(props: PictureProps) {
    const { labels, values, ...common } = useCommon(props);
    return (
        <LineChart
            {...common}
            sx={{ '& .MuiAreaElement-root': { fillOpacity: 0.14 } }}
            xAxis={[{ ...labels, scaleType: 'point', height: HEIGHT }]}
            yAxis={[{ ...values, width: WIDTH }]}
            series={props.series.map(({ name, values }) => ({
                label: name,
                data: values,
                area: props.series.length === 1,
                showMark: values.length < 3,
                curve: 'monotoneX',
                valueFormatter: shownBy(props.format),
            }))}
        />
    );
}

function Pie({ labels, series, format, height }: PictureProps) {
    const { palette } = useTheme();
    const data = (series[0]?.values ?? []).map((value, place) => ({
        id: place,
        value: Math.max(0, value ?? 0),
        label: labels[place] ?? '',
    }));
    return (
        <PieChart
            height={height}
            colors={coloursOf(palette.mode)}
            series={[
                {
                    data,
                    innerRadius: '58%',
                    paddingAngle: 1,
                    cornerRadius: 3,
                    valueFormatter: ({ value }) => format(value),
                },
            ]}
        />
    );
}

function Spark({ labels, series, format, height }: PictureProps) {
    const { palette } = useTheme();
    return (
        <SparkLineChart
            area
            showTooltip
            showHighlight
            height={height}
            color={coloursOf(palette.mode)[0]}
            data={(series[0]?.values ?? []).map((value) => value ?? 0)}
            xAxis={{ data: labels, scaleType: 'point' }}
            valueFormatter={shownBy(format)}
        />
    );
}
