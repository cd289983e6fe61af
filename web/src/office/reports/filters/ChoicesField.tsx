import Autocomplete from '@mui/material/Autocomplete';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import { useText } from '../../../shared/i18n/useText';
import { DataText } from '../../../shared/parts/DataText';
import type { FieldProps } from './FilterField';
import { useOptions } from './useOptions';

/** Several of the choices; none chosen means all of them. */
export function ChoicesField(props: FieldProps) {
    const { filter, value, error, onChange } = props;
    const text = useText();
    const options = useOptions(props);
    const values = Array.isArray(value) ? value : [value].filter(Boolean);
    const chosen = values.map(
        (each) => options.find((option) => option.value === each) ?? { value: each, label: each },
    );
    return (
        <Autocomplete
            multiple
            disableCloseOnSelect
            limitTags={1}
            options={options}
            value={chosen}
            noOptionsText={text('report.no_options')}
            isOptionEqualToValue={(one, other) => one.value === other.value}
            getOptionKey={(each) => each.value}
            getOptionLabel={(each) => each.label}
            onChange={(_, all) => onChange(all.map((each) => each.value))}
            slotProps={{ chip: { size: 'small' } }}
            renderOption={({ key, ...rest }, each, { selected }) => (
                <li key={key} {...rest}>
                    <Checkbox checked={selected} size="small" tabIndex={-1} sx={{ p: 0, mr: 1 }} />
                    <DataText>{each.label}</DataText>
                </li>
            )}
            renderInput={(params) => (
                <TextField
                    {...params}
                    name={filter.name}
                    label={filter.label}
                    placeholder={chosen.length ? '' : text('app.all')}
                    error={Boolean(error)}
                    helperText={error}
                    slotProps={{ inputLabel: { ...params.InputLabelProps, shrink: true } }}
                />
            )}
        />
    );
}
