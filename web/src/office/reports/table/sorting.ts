/** The direction that a column is sorted in, if it is. */
export function directionOf(sort: string | undefined, name: string): 'asc' | 'desc' | undefined {
    const first = sort?.split(',')[0];
    if (first === name) return 'asc';
    return first === `-${name}` ? 'desc' : undefined;
}

/** The order after a click on a header: one way, the other way, as it was. */
export function nextSort(sort: string | undefined, name: string, isNumber: boolean) {
    const now = directionOf(sort, name);
    const [first, second] = isNumber ? [`-${name}`, name] : [name, `-${name}`];
    if (!now) return first;
    return sort === first ? second : undefined;
}
