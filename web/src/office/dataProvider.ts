import type { DataProvider, Identifier, RaRecord } from 'react-admin';
import { searchOf } from '../shared/api/search';
import { send } from '../shared/api/send';

interface Page {
    items: RaRecord[];
    total?: number;
}

// Lists that are short and come whole.
const WHOLE = new Set(['report-schedules']);

/** The resources of the API as react-admin reads and changes them. */
export const dataProvider = {
    getList: async (resource, { pagination, sort, filter, signal }) => {
        const order = sort && sort.field !== 'id' ? sort : undefined;
        const query = {
            ...(!WHOLE.has(resource) && {
                page: pagination?.page,
                page_size: pagination?.perPage,
            }),
            sort: order && `${order.order === 'DESC' ? '-' : ''}${order.field}`,
            filter,
        };
        const { items, total } = await call<Page>(`${resource}?${searchOf(query)}`, { signal });
        return { data: items, total: total ?? items.length };
    },
    getOne: async (resource, { id, signal }) => ({
        data: await call(pathOf(resource, id), { signal }),
    }),
    getMany: async (resource, { ids, signal }) => ({
        data: await Promise.all(ids.map((id) => call<RaRecord>(pathOf(resource, id), { signal }))),
    }),
    create: async (resource, { data }) => ({ data: await call(resource, written('POST', data)) }),
    update: async (resource, { id, data }) => ({
        data: await call(pathOf(resource, id), written('PATCH', data)),
    }),
    delete: async (resource, { id, previousData }) => {
        await call(pathOf(resource, id), { method: 'DELETE' });
        return { data: previousData ?? { id } };
    },
} as DataProvider;

const pathOf = (resource: string, id: Identifier) => `${resource}/${encodeURIComponent(id)}`;

function written(method: string, body: unknown): RequestInit {
    return {
        method,
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
    };
}

async function call<Answer>(path: string, init: RequestInit): Promise<Answer> {
    const answer = await send(new Request(`/api/v1/${path}`, init));
    return answer.status === 204 ? (undefined as Answer) : answer.json();
}
