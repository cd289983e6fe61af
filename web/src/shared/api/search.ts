/** A query as the API reads it: several values repeat the name, an object lends its own names. */
export function searchOf(query: Record<string, unknown>): URLSearchParams {
    const search = new URLSearchParams();
    const add = (name: string, value: unknown): void => {
        if (value === undefined || value === null) return;
        if (Array.isArray(value)) for (const each of value) add(name, each);
        else if (typeof value === 'object')
            for (const [inner, each] of Object.entries(value)) add(inner, each);
        else search.append(name, String(value));
    };
    for (const [name, value] of Object.entries(query)) add(name, value);
    return search;
}
