/** A refusal of the server, or why it could not be reached. */
export class Problem extends Error {
    readonly status: number;
    readonly code: string;
    readonly fields: Record<string, string[]>;
    readonly requestId: string | undefined;
    readonly retryAfter: number | undefined;

    constructor(status: number, body: ProblemBody = {}, retryAfter?: number) {
        super(body.detail ?? body.title ?? '');
        this.name = 'Problem';
        this.status = status;
        this.code = body.code ?? (status ? 'internal_error' : 'offline');
        this.fields = body.errors ?? {};
        this.requestId = body.request_id;
        this.retryAfter = retryAfter;
    }
}

interface ProblemBody {
    title?: string;
    code?: string;
    detail?: string;
    errors?: Record<string, string[]>;
    request_id?: string;
}

/** What a refusal says; a proxy in between may answer something else than JSON. */
export async function problemOf(answer: Response): Promise<Problem> {
    const body: ProblemBody = await answer.json().catch(() => ({}));
    const wait = Number(answer.headers.get('Retry-After')) || undefined;
    return new Problem(answer.status, body, wait);
}

/** Whether trying again can help without anybody doing something. */
export function isPassing(error: unknown): boolean {
    return error instanceof Problem && (error.status === 0 || error.code === 'unavailable');
}
