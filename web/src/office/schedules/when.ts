import type { TextKey } from '../../shared/i18n/en';
import type { Schedule } from '../api/types';

/** An hour as a clock shows it. */
export const hourOf = (hour: number) => `${String(hour).padStart(2, '0')}:00`;

/** When a schedule sends, in words. */
export function saidOfWhen(
    { every, weekday, month_day, hour }: Schedule,
    text: (key: TextKey, values: Record<string, string | number>) => string,
    nameOf: (weekday: number) => string,
): string {
    const day = every === 'weekly' ? nameOf(weekday ?? 1) : (month_day ?? 1);
    return text(`schedules.${every}_at`, { hour: hourOf(hour), day });
}
