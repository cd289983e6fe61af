import { accessMark } from '../session/cookies';
import { renew } from '../session/renew';
import { Problem, problemOf } from './problem';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const UNAUTHENTICATED = 401;
export const CSRF = 'X-CSRF-TOKEN';

/** The language of labels and titles that the server answers in. */
export const spoken = { language: 'en' };

/** Send a request as the person who is logged in; one who is not any more is asked to log in. */
export async function send(request: Request): Promise<Response> {
    const again = request.clone();
    const mark = accessMark();
    const answer = await sendOnce(request);
    if (answer.status !== UNAUTHENTICATED) return refuse(answer);
    await renew(mark);
    return refuse(await sendOnce(again));
}

/** Send a request that nobody needs to be logged in for. */
export async function sendOnce(request: Request): Promise<Response> {
    request.headers.set('Accept-Language', spoken.language);
    const mark = accessMark();
    if (mark && WRITES.has(request.method) && !request.headers.has(CSRF)) {
        request.headers.set(CSRF, mark);
    }
    try {
        return await fetch(request);
    } catch (error) {
        if (request.signal.aborted) throw error;
        throw new Problem(0);
    }
}

/** An answer, or its refusal as an error. */
export async function refuse(answer: Response): Promise<Response> {
    if (!answer.ok) throw await problemOf(answer);
    return answer;
}
