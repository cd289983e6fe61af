import { Problem } from '../api/problem';
import type { TextKey } from '../i18n/en';

const KNOWN = new Set([
    'offline',
    'forbidden',
    'not_found',
    'validation_failed',
    'report_timeout',
    'report_too_large',
    'report_broken',
    'export_quota',
    'gone',
    'too_many_views',
    'unavailable',
    'rate_limited',
    'internal_error',
]);

interface Said {
    title: string;
    hint?: string;
}

/** What went wrong and what to do, in the words of the person; else in those of the server. */
export function saidOf(
    error: unknown,
    text: (key: TextKey, values?: Record<string, string>) => string,
): Said {
    if (!(error instanceof Problem)) return { title: text('problem.title') };
    if (!KNOWN.has(error.code)) return { title: error.message || text('problem.title') };
    return {
        title: text(`problem.${error.code}` as TextKey),
        hint: text(`problem.${error.code}_hint` as TextKey, { detail: error.message }),
    };
}
