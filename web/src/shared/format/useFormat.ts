import { useMemo } from 'react';
import { useLanguage } from '../i18n/useText';
import { knownPerson } from '../session/session';
import { type Formats, formatsOf } from './formats';

/** Numbers, money and times as the person's language writes them; times by the clocks of the shop,
 * whatever zone the browser is in. */
export function useFormat(): Formats {
    const [language] = useLanguage();
    // Known before any page is drawn that shows something to who is logged in.
    const zone = knownPerson()?.time_zone ?? 'UTC';
    return useMemo(() => formatsOf(language, zone), [language, zone]);
}
