import { expect, test } from 'vitest';
import { searchOf } from './search';

test('filters lend their own names, several values repeat theirs, and nothing is left out', () => {
    const query = { page: 2, sort: undefined, filters: { status: ['paid', 'sent'], q: 'a&b' } };
    expect(searchOf(query).toString()).toBe('page=2&status=paid&status=sent&q=a%26b');
});
