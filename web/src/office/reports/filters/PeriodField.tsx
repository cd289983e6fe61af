import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useText } from '../../../shared/i18n/useText';
import type { Filter, Filters, Report } from '../../api/types';
import { CalendarField } from './CalendarField';
import { isCalendarDay, PERIODS, periodOf, saidOfDay } from './periods';

interface Props {
    report: Report;
    values: Filters;
    resolved: Record<string, unknown>;
    errors: Record<string, string[]>;
    onChange: (changes: Filters) => void;
}

const OWN = 'own';
const OTHER = 'other';

/** The two filters that bound a report in time, as one choice such as "Last month". */
export function PeriodField({ report, values, resolved, errors, onChange }: Props) {
    const text = useText();
    const [first, last] = endsOf(report);
    const from = String(values[first.name] ?? '');
    const to = String(values[last.name] ?? '');
    const named = periodOf(from, to);
    const [isOwn, setOwn] = useState(isCalendarDay(from) || isCalendarDay(to));
    const error = errors[first.name]?.join(' ') ?? errors[last.name]?.join(' ');

    function choose(name: string) {
        const chosen = PERIODS.find((each) => each.name === name);
        setOwn(name === OWN);
        if (chosen) onChange({ [first.name]: chosen.from, [last.name]: chosen.to });
        else if (name === OWN) onChange(Object.fromEntries([first, last].map(today)));
    }

    /** One's own dates begin with what the words stood for. */
    function today({ name, value }: Filter): [string, string] {
        return [name, String(resolved[name] ?? value ?? '').slice(0, 10)];
    }

    return (
        <>
            <TextField
                select
                label={text('report.period')}
                value={isOwn ? OWN : (named?.name ?? OTHER)}
                error={Boolean(error) && !isOwn}
                helperText={isOwn ? undefined : error}
                onChange={(event) => choose(event.target.value)}
            >
                {!named && !isOwn && (
                    <MenuItem value={OTHER}>
                        {saidOfDay(from, text)} – {saidOfDay(to, text)}
                    </MenuItem>
                )}
                {PERIODS.map(({ name }) => (
                    <MenuItem key={name} value={name}>
                        {text(`period.${name}`)}
                    </MenuItem>
                ))}
                <MenuItem value={OWN}>{text('report.own_dates')}</MenuItem>
            </TextField>
            {isOwn &&
                [first, last].map((each) => (
                    <CalendarField
                        key={each.name}
                        filter={each}
                        value={String(values[each.name] ?? '')}
                        error={errors[each.name]?.join(' ')}
                        onChange={(value) => onChange({ [each.name]: value })}
                    />
                ))}
        </>
    );
}

function endsOf(report: Report): [Filter, Filter] {
    const named = (name: string | undefined) =>
        report.filters.find((each) => each.name === name) as Filter;
    return [named(report.period?.from), named(report.period?.to)];
}
