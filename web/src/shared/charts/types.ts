export type PictureKind = 'line' | 'bar' | 'stacked' | 'pie' | 'sparkline';

export interface Series {
    name: string;
    values: (number | null)[];
}

export interface PictureProps {
    kind: PictureKind;
    /** What the picture shows, for those who do not see it. */
    label: string;
    labels: string[];
    /** Bars lie below one another, so that there is room for long labels. */
    isLying?: boolean;
    series: Series[];
    /** A value in a tooltip. */
    format: (value: number) => string;
    /** A value at the axis, where there is little room. */
    short: (value: number) => string;
    height: number;
}
