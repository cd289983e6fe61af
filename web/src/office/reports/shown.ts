import type { Formats } from '../../shared/format/formats';
import type { ColumnType, Value } from '../api/types';

const NUMBERS = new Set<ColumnType>(['integer', 'decimal', 'money', 'percent', 'duration']);

/** Whether values of a column stand below one another by their digits. */
export const isNumber = (type: ColumnType) => NUMBERS.has(type);

/** A value of a report as the person's language writes it. */
export function shown(
    value: Value | undefined,
    type: ColumnType,
    currency: string,
    format: Formats,
): string {
    if (value === null || value === undefined || value === '') return '–';
    if (type === 'money') return format.money(String(value), currency);
    if (isNumber(type)) return format[type as 'integer'](Number(value));
    if (type === 'date') return format.date(String(value));
    if (type === 'datetime') return format.time(String(value));
    return String(value);
}
