import { useLocaleState, useTranslate } from 'react-admin';
import type { TextKey } from './en';
import type { Language } from './provider';

type Values = Record<string, string | number>;

/** The words of the page in the language of the person. */
export function useText(): (key: TextKey, values?: Values) => string {
    return useTranslate();
}

/** The language of the page, and how to change it. */
export function useLanguage(): [Language, (language: Language) => void] {
    return useLocaleState() as [Language, (language: Language) => void];
}
