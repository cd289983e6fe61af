import polyglot from 'ra-i18n-polyglot';
import english from 'ra-language-english';
import { spoken } from '../api/send';
import en from './en';

export const LANGUAGES = ['en', 'bg'] as const;
export type Language = (typeof LANGUAGES)[number];

const ours = { ...english, ...en };
const first = navigator.language.startsWith('bg') ? 'bg' : 'en';

/** The words of a language; the second one is fetched when somebody speaks it. */
function messages(locale: string) {
    spoken.language = locale;
    document.documentElement.lang = locale;
    if (locale !== 'bg') return ours;
    return import('./bg').then(({ default: bg }) => ({ ...ours, ...bg }));
}

const provider = polyglot(
    messages as (locale: string) => typeof ours,
    'en',
    LANGUAGES.map((locale) => ({ locale, name: en.language[locale] })),
    { allowMissing: true },
);

/** Begin with the language of the browser unless another one was chosen. */
export const firstLanguage: Language = first;
export const i18nProvider = provider;
