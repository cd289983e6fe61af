import type { TextKey } from '../../../shared/i18n/en';

type Name = Extract<TextKey, `period.${string}`> extends `period.${infer Word}` ? Word : never;

/** Words for a day that the server understands. */
export const WORDS = [
    'today',
    'yesterday',
    'this_week',
    'last_week',
    'this_month',
    'last_month',
    'this_quarter',
    'last_quarter',
    'this_year',
    'last_year',
] as const satisfies readonly Name[];

/** Stretches of time, by the words for their first and their last day. */
export const PERIODS: { name: Name; from: string; to: string }[] = [
    ...(['today', 'yesterday', 'this_week', 'last_week'] as const).map(whole),
    { name: 'last_7', from: '-7d', to: 'today' },
    { name: 'last_30', from: '-30d', to: 'today' },
    { name: 'last_90', from: '-90d', to: 'today' },
    ...(
        [
            'this_month',
            'last_month',
            'this_quarter',
            'last_quarter',
            'this_year',
            'last_year',
        ] as const
    ).map(whole),
];

/** The stretch of time that has these words for its ends, if it has a name. */
export const periodOf = (from: string, to: string) =>
    PERIODS.find((each) => each.from === from && each.to === to);

const OFFSET = /^([+-])(\d{1,5})d$/;
const ISO = /^\d{4}-\d{2}-\d{2}/;

/** Whether a value is a day of the calendar, not a word for one. */
export const isCalendarDay = (value: string) => ISO.test(value);

/** A word for a day in the words of the person. */
export function saidOfDay(
    value: string,
    text: (key: TextKey, values?: Record<string, number>) => string,
): string {
    const offset = OFFSET.exec(value);
    if (offset) {
        const key = offset[1] === '-' ? 'period.days_ago' : 'period.in_days';
        return text(key, { smart_count: Number(offset[2]) });
    }
    const word = WORDS.find((each) => each === value);
    return word ? text(`period.${word}`) : value;
}

function whole<Word extends Name>(name: Word) {
    return { name, from: name, to: name };
}
