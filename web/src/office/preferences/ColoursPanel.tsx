import { useText } from '../../shared/i18n/useText';
import { useColours } from '../../shared/theme/useColours';
import { Choice } from './Choice';
import { Section } from './Section';

const COLOURS = ['system', 'light', 'dark'] as const;

/** Light or dark, on this device. */
export function ColoursPanel() {
    const text = useText();
    const [colours, choose] = useColours();
    return (
        <Section title={text('preferences.colours')} hint={text('preferences.colours_hint')}>
            <Choice
                label={text('preferences.colours')}
                value={colours}
                choices={COLOURS.map((value) => ({ value, label: text(`theme.${value}`) }))}
                onChange={choose}
            />
        </Section>
    );
}
