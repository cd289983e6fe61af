import Translate from '@mui/icons-material/Translate';
import { LANGUAGES } from '../../shared/i18n/provider';
import { useLanguage, useText } from '../../shared/i18n/useText';
import { ChoiceMenu } from '../../shared/parts/ChoiceMenu';

/** The language of this page. */
export function LanguageMenu() {
    const text = useText();
    const [language, choose] = useLanguage();
    const choices = LANGUAGES.map((each) => ({
        value: each,
        label: text(`language.${each}`),
        lang: each,
    }));
    return (
        <ChoiceMenu
            label={text('language.title')}
            icon={<Translate />}
            value={language}
            choices={choices}
            onChange={choose}
        />
    );
}
