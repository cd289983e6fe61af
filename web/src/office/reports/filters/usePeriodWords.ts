import { useFormat } from '../../../shared/format/useFormat';
import { useText } from '../../../shared/i18n/useText';
import type { Filters, Report } from '../../api/types';
import { isCalendarDay, periodOf, saidOfDay } from './periods';

/** The period of a report in words, if it has one: by its name, else by its two ends. */
export function usePeriodWords({ period }: Report, filters: Filters): string | undefined {
    const text = useText();
    const format = useFormat();
    if (!period) return undefined;
    const [from = '', to = ''] = [period.from, period.to].map((name) => String(filters[name]));
    const named = periodOf(from, to);
    if (named) return text(`period.${named.name}`);
    return [from, to]
        .map((each) =>
            isCalendarDay(each) ? format.date(each.slice(0, 10)) : saidOfDay(each, text),
        )
        .join(' – ');
}
