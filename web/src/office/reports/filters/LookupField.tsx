import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../../shared/i18n/useText';
import { fetchOptions } from '../../api/calls';
import type { FilterValue, Option } from '../../api/types';
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
    const label = ['label', report.id, filter.name, value];

    function choose(each: FilterValue) {
        const option = data.find((one) => one.value === each);
        if (option) client.setQueryData(['label', report.id, filter.name, each], option);
        setWords('');
        onChange(each);
    }

    return (
        <OptionField
            {...props}
            options={data}
            chosen={client.getQueryData<Option>(label)}
            isLoading={isFetching}
            isDisabled={Boolean(missing)}
            hint={missing && text('report.choose_first', { name: missing.label })}
            onChange={choose}
            onSearch={setWords}
        />
    );
}
