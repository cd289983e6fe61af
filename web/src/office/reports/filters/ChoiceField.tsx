import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useText } from '../../../shared/i18n/useText';
import { DataText } from '../../../shared/parts/DataText';
import type { FieldProps } from './FilterField';
import { OptionField } from './OptionField';

const MOST_IN_A_MENU = 12;

/** One of a few choices in a menu, of many with a search. */
export function ChoiceField(props: FieldProps) {
    const text = useText();
    const { filter, value, error, onChange } = props;
    if (filter.options.length > MOST_IN_A_MENU) {
        return <OptionField {...props} options={filter.options} />;
    }
    return (
        <TextField
            select
            name={filter.name}
            label={filter.label}
            required={filter.required}
            value={filter.options.some((each) => each.value === value) ? value : ''}
            error={Boolean(error)}
            helperText={error}
            onChange={(event) => onChange(event.target.value)}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
        >
            {!filter.required && <MenuItem value="">{text('report.any')}</MenuItem>}
            {filter.options.map((each) => (
                <MenuItem key={each.value} value={each.value}>
                    <DataText>{each.label}</DataText>
                </MenuItem>
            ))}
        </TextField>
    );
}
