import { useQuery } from '@tanstack/react-query';
import { fetchOptions } from '../../api/calls';
import type { Option } from '../../api/types';
import type { FieldProps } from './FilterField';

/** The options of a filter: those of the definition, or those that depend on other filters. */
export function useOptions({ report, filter, filters }: FieldProps): Option[] {
    const isAsked = filter.has_lookup || filter.depends_on.length > 0;
    const others = Object.fromEntries(filter.depends_on.map((name) => [name, filters[name] ?? '']));
    const { data = [] } = useQuery({
        queryKey: ['options', report.id, filter.name, '', others],
        queryFn: ({ signal }) =>
            fetchOptions(report.id, filter.name, { q: '', filters: others }, signal),
        enabled: isAsked,
    });
    return isAsked ? data : filter.options;
}
