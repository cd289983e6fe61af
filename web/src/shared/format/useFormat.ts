import { useMemo } from 'react';
import { useLanguage } from '../i18n/useText';
import { type Formats, formatsOf } from './formats';

/** Numbers, money and times as the person's language writes them. */
export function useFormat(): Formats {
    const [language] = useLanguage();
    return useMemo(() => formatsOf(language), [language]);
}
