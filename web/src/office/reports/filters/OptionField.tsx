import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useText } from '../../../shared/i18n/useText';
import { DataText } from '../../../shared/parts/DataText';
import type { Option } from '../../api/types';
import type { FieldProps } from './FilterField';

interface Props extends FieldProps {
    options: Option[];
    chosen?: Option | undefined;
    isLoading?: boolean;
    isDisabled?: boolean;
    hint?: string | undefined;
    /** Where the server searches: what was typed. */
    onSearch?: (words: string) => void;
}

/** One of many options, found by typing. */
export function OptionField(props: Props) {
    const { filter, value, error, hint, options, isLoading, isDisabled, onChange, onSearch } =
        props;
    const text = useText();
    const chosen =
        props.chosen ??
        options.find((each) => each.value === value) ??
        (value ? { value: String(value), label: String(value) } : null);
    return (
        <Autocomplete
            options={options}
            value={chosen}
            loading={isLoading ?? false}
            disabled={isDisabled ?? false}
            loadingText={text('app.loading')}
            noOptionsText={text('report.no_options')}
            isOptionEqualToValue={(one, other) => one.value === other.value}
            getOptionKey={(each) => each.value}
            getOptionLabel={(each) => each.label}
            // The server has searched already.
            {...(onSearch && { filterOptions: (all: Option[]) => all })}
            onChange={(_, each) => onChange(each?.value ?? '')}
            onInputChange={(_, words, reason) => reason !== 'reset' && onSearch?.(words)}
            renderOption={({ key, ...rest }, each) => (
                <li key={key} {...rest}>
                    <DataText>{each.label}</DataText>
                </li>
            )}
            renderInput={(params) => (
                <TextField
                    {...params}
                    name={filter.name}
                    label={filter.label}
                    placeholder={text('report.any')}
                    required={filter.required}
                    error={Boolean(error)}
                    helperText={error ?? hint}
                />
            )}
        />
    );
}
