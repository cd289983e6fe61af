import { useLanguage } from '../i18n/useText';
import { knownPerson } from '../session/session';
import { type Formats, formatsOf } from './formats';

// A table has hundreds of cells, and the formatters of a browser are slow to make.
const made = new Map<string, Formats>();

/** Numbers, money and times as the person's language writes them; times by the clocks of the shop,
 * whatever zone the browser is in. */
export function useFormat(): Formats {
    const [language] = useLanguage();
    // Known before any page is drawn that shows something to who is logged in.
    const zone = knownPerson()?.time_zone ?? 'UTC';
    const key = `${language} ${zone}`;
    const formats = made.get(key) ?? formatsOf(language, zone);
    made.set(key, formats);
    return formats;
}
