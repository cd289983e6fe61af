import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../../shared/i18n/useText';
import { fetchOptions } from '../../api/calls';
import type { FilterValue } from '../../api/types';
import type { FieldProps } from './FilterField';
import { OptionField } from './OptionField';

const KEPT = 5 * 60_000;

/** One of the options that the server finds, by what was typed and by what was chosen elsewhere. */
export function LookupField(props: FieldProps) {
    const { report, filter, filters, value, onChange } = props;
    const text = useText();
    const client = useQueryClient();
    const [words, setWords] = useState('');
    const sought = useDeferredValue(words);
    const others = Object.fromEntries(filter.depends_on.map((name) => [name, filters[name] ?? '']));
    const missing = report.filters.find(
        ({ name, required }) => name in others && required && !filters[name]?.length,
    );
    const { data = [], isFetching } = useQuery({
        queryKey: ['options', report.id, filter.name, sought, others],
        queryFn: ({ signal }) =>
            fetchOptions(report.id, filter.name, { q: sought, filters: others }, signal),
        enabled: !missing,
        staleTime: KEPT,
    });
    // Whoever came by an address or a link brings only the value: the server knows what it is called.
    const { data: chosen } = useQuery({
        queryKey: labelOf(value),
        queryFn: async ({ signal }) => {
            const wanted = { q: String(value), filters: others };
            const found = await fetchOptions(report.id, filter.name, wanted, signal);
            return found.find((each) => each.value === value) ?? null;
        },
        enabled: !missing && Boolean(value?.length),
        staleTime: KEPT,
    });

    function labelOf(each: FilterValue) {
        return ['label', report.id, filter.name, each];
    }

    function choose(each: FilterValue) {
        const option = data.find((one) => one.value === each);
        if (option) client.setQueryData(labelOf(each), option);
        setWords('');
        onChange(each);
    }

    return (
        <OptionField
            {...props}
            options={data}
            chosen={chosen ?? undefined}
            isLoading={isFetching}
            isDisabled={Boolean(missing)}
            hint={missing && text('report.choose_first', { name: missing.label })}
            onChange={choose}
            onSearch={setWords}
        />
    );
}
