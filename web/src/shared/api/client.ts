import createClient from 'openapi-fetch';
import type { paths } from './schema';
import { searchOf } from './search';
import { send } from './send';

/** The API by the types of its document; refusals are thrown as Problem. */
export const api = createClient<paths>({
    baseUrl: window.location.origin,
    fetch: send,
    querySerializer: (query) => searchOf(query).toString(),
});

/** What was answered; whatever was refused has been thrown before. */
export async function answered<Data>(call: Promise<{ data?: Data }>): Promise<Data> {
    return (await call).data as Data;
}
