import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useClock } from '../../shared/format/useClock';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import type { Every } from '../api/types';
import { hourOf } from './when';

interface When {
    every: Every;
    weekday: number;
    month_day: number;
    hour: number;
}

interface Props {
    when: When;
    errors: Record<string, string | undefined>;
    onChange: (when: When) => void;
}

const EVERY = ['daily', 'weekly', 'monthly'] as const;
const upTo = (last: number, first = 1) =>
    Array.from({ length: last - first + 1 }, (_, place) => first + place);

/** When something is sent: how often, on which day, at which hour. */
export function WhenFields({ when, errors, onChange }: Props) {
    const text = useText();
    const { weekday } = useFormat();
    const clock = useClock();

    function field(
        name: 'weekday' | 'month_day' | 'hour',
        numbers: number[],
        say: (value: number) => string,
        hint?: string,
    ) {
        return (
            <TextField
                select
                label={text(`schedules.${name}`)}
                value={when[name]}
                error={Boolean(errors[name])}
                helperText={errors[name] ?? hint}
                onChange={(event) => onChange({ ...when, [name]: Number(event.target.value) })}
            >
                {numbers.map((value) => (
                    <MenuItem key={value} value={value}>
                        {say(value)}
                    </MenuItem>
                ))}
            </TextField>
        );
    }

    return (
        <>
            <TextField
                select
                label={text('schedules.every')}
                value={when.every}
                onChange={(event) => onChange({ ...when, every: event.target.value as Every })}
            >
                {EVERY.map((every) => (
                    <MenuItem key={every} value={every}>
                        {text(`schedules.${every}`)}
                    </MenuItem>
                ))}
            </TextField>
            {when.every === 'weekly' && field('weekday', upTo(7), weekday)}
            {when.every === 'monthly' && field('month_day', upTo(28), String)}
            {field('hour', upTo(23, 0), hourOf, clock)}
        </>
    );
}
