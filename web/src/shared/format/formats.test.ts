import { expect, test } from 'vitest';
import { formatsOf } from './formats';

const MOMENT = '2026-01-15T23:30:00Z';

test('times are those of the zone that is given, on the day that it is there', () => {
    expect(formatsOf('en', 'Europe/Sofia').time(MOMENT)).toBe('16 Jan 2026, 01:30');
    expect(formatsOf('en', 'America/New_York').time(MOMENT)).toBe('15 Jan 2026, 18:30');
    expect(formatsOf('en', 'Europe/Sofia').hour(MOMENT)).toBe('Fri 01:00');
});

test('a zone that the browser does not know yet is not guessed: times are UTC and called so', () => {
    const { time, timeZone } = formatsOf('en', 'Mars/Olympus');
    expect([time(MOMENT), timeZone]).toEqual(['15 Jan 2026, 23:30', 'UTC']);
});

test('days of the shop have no zone', () => {
    expect(formatsOf('en', 'Pacific/Auckland').date('2026-01-15')).toBe('15 Jan 2026');
});
