import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useText } from '../../../shared/i18n/useText';
import { CalendarField } from './CalendarField';
import type { FieldProps } from './FilterField';
import { isCalendarDay, saidOfDay, WORDS } from './periods';

const OWN = 'own';

/** A day, as a word that moves along with the calendar or as a date of one's own. */
export function DateField({ filter, value: given, error, onChange }: FieldProps) {
    const text = useText();
    const value = String(given);
    const [isOwn, setOwn] = useState(isCalendarDay(value));
    const words: string[] = [...WORDS];
    if (value && !isOwn && !words.includes(value)) words.unshift(value);

    function choose(word: string) {
        setOwn(word === OWN);
        onChange(word === OWN ? '' : word);
    }

    return (
        <Stack spacing={1}>
            <TextField
                select
                label={filter.label}
                required={filter.required}
                value={isOwn ? OWN : value}
                error={Boolean(error) && !isOwn}
                helperText={isOwn ? undefined : error}
                onChange={(event) => choose(event.target.value)}
                slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
            >
                {!filter.required && <MenuItem value="">{text('report.any')}</MenuItem>}
                <MenuItem value={OWN}>{text('report.own_date')}</MenuItem>
                {words.map((word) => (
                    <MenuItem key={word} value={word}>
                        {saidOfDay(word, text)}
                    </MenuItem>
                ))}
            </TextField>
            {isOwn && (
                <CalendarField filter={filter} value={value} error={error} onChange={onChange} />
            )}
        </Stack>
    );
}
