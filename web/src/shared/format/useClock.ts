import { useText } from '../i18n/useText';
import { useFormat } from './useFormat';

/** By which clocks times are shown, in words: for where one may take them for those of one's own. */
export function useClock(): string {
    const text = useText();
    return text('app.clock', { zone: useFormat().timeZone });
}
