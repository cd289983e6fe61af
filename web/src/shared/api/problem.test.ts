import { expect, test } from 'vitest';
import { isPassing, Problem } from './problem';

test('a report that took too long is not asked for once more, a busy server is', () => {
    expect(isPassing(new Problem(503, { code: 'report_timeout' }))).toBe(false);
    expect(isPassing(new Problem(503, { code: 'unavailable' }))).toBe(true);
    expect(isPassing(new Problem(0))).toBe(true);
});
