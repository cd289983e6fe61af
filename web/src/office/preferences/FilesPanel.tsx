import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useText } from '../../shared/i18n/useText';
import type { Preferences } from '../api/types';
import { Choice } from './Choice';
import { Section } from './Section';

interface Props {
    of: Preferences;
    onChange: (changes: Partial<Preferences>) => void;
}

/** How CSV files are written, with a line as an example. */
export function FilesPanel({ of, onChange }: Props) {
    const text = useText();
    return (
        <Section title={text('preferences.files')} hint={text('preferences.files_hint')}>
            <Choice
                label={text('preferences.delimiter')}
                value={of.csv_delimiter}
                choices={[
                    { value: ',', label: text('preferences.comma') },
                    { value: ';', label: text('preferences.semicolon') },
                    { value: 'tab', label: text('preferences.tab') },
                ]}
                onChange={(csv_delimiter) => onChange({ csv_delimiter })}
            />
            <Choice
                label={text('preferences.decimal')}
                value={of.csv_decimal}
                choices={[
                    { value: '.', label: text('preferences.point') },
                    { value: ',', label: text('preferences.decimal_comma') },
                ]}
                onChange={(csv_decimal) => onChange({ csv_decimal })}
            />
            <Box>
                <FormControlLabel
                    label={text('preferences.bom')}
                    control={
                        <Switch
                            checked={of.csv_bom}
                            onChange={(_, csv_bom) => onChange({ csv_bom })}
                        />
                    }
                />
                <FormHelperText>{text('preferences.bom_hint')}</FormHelperText>
            </Box>
            <Box>
                <Typography variant="caption" color="text.secondary">
                    {text('preferences.example')}
                </Typography>
                <Box
                    component="pre"
                    sx={{
                        m: 0,
                        p: 1.5,
                        borderRadius: 1,
                        bgcolor: 'action.hover',
                        overflowX: 'auto',
                    }}
                    tabIndex={0}
                >
                    {exampleOf(of)}
                </Box>
            </Box>
        </Section>
    );
}

/** A line as it would stand in a file: what holds the delimiter is quoted. */
function exampleOf({ csv_delimiter, csv_decimal }: Preferences): string {
    const delimiter = csv_delimiter === 'tab' ? '\t' : csv_delimiter;
    const quoted = (value: string) => (value.includes(delimiter) ? `"${value}"` : value);
    const number = (value: string) => quoted(value.replace('.', csv_decimal));
    return ['2026-11-01', 'SKU-1', '3', number('12.50')].join(delimiter);
}
