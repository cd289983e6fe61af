import type { Filter, Filters, FilterValue, Report } from '../../api/types';
import { BooleanField } from './BooleanField';
import { ChoiceField } from './ChoiceField';
import { ChoicesField } from './ChoicesField';
import { DateField } from './DateField';
import { LookupField } from './LookupField';
import { PlainField } from './PlainField';

export interface FieldProps {
    report: Report;
    filter: Filter;
    /** All that is chosen by now: some options depend on it. */
    filters: Filters;
    value: FilterValue;
    error: string | undefined;
    onChange: (value: FilterValue) => void;
}

/** The field of a filter, by its type. */
export function FilterField(props: FieldProps) {
    const { type, has_lookup, depends_on } = props.filter;
    if (type === 'date' || type === 'datetime') return <DateField {...props} />;
    if (type === 'boolean') return <BooleanField {...props} />;
    if (type === 'choices') return <ChoicesField {...props} />;
    if (has_lookup || depends_on.length) return <LookupField {...props} />;
    if (type === 'choice') return <ChoiceField {...props} />;
    return <PlainField {...props} />;
}
