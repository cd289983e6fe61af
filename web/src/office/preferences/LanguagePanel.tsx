import { LANGUAGES, type Language } from '../../shared/i18n/provider';
import { useText } from '../../shared/i18n/useText';
import { Choice } from './Choice';
import { Section } from './Section';

interface Props {
    language: Language;
    onChange: (language: Language) => void;
}

/** The language of pages, labels and mails. */
export function LanguagePanel({ language, onChange }: Props) {
    const text = useText();
    return (
        <Section title={text('preferences.language')} hint={text('preferences.language_hint')}>
            <Choice
                label={text('preferences.language')}
                value={language}
                choices={LANGUAGES.map((value) => ({ value, label: text(`language.${value}`) }))}
                onChange={onChange}
            />
        </Section>
    );
}
