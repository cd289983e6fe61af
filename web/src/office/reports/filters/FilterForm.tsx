import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import { type FormEvent, useState } from 'react';
import { useText } from '../../../shared/i18n/useText';
import type { Filters, FilterValue, Report } from '../../api/types';
import { defaultOf } from '../state';
import { FilterField } from './FilterField';
import { PeriodField } from './PeriodField';

export interface FilterFormProps {
    report: Report;
    filters: Filters;
    /** The days that the words of now stand for. */
    resolved: Record<string, unknown>;
    errors: Record<string, string[]>;
    isBusy: boolean;
    onShow: (filters: Filters) => void;
}

/** The filters of a report, drawn from its definition; they count when one asks to see them. */
export function FilterForm({ report, filters, resolved, errors, isBusy, onShow }: FilterFormProps) {
    const text = useText();
    const [draft, setDraft] = useState(filters);
    const { period } = report;
    const others = report.filters.filter(
        ({ name }) => name !== period?.from && name !== period?.to,
    );
    const choose = (changes: Filters) => setDraft((before) => ({ ...before, ...changes }));

    function submit(event: FormEvent) {
        event.preventDefault();
        onShow(draft);
    }

    function reset() {
        const usual = Object.fromEntries(
            report.filters.map((each): [string, FilterValue] => [each.name, defaultOf(each)]),
        );
        setDraft(usual);
        onShow(usual);
    }

    return (
        <Card component="form" aria-label={text('report.filters')} onSubmit={submit} sx={{ p: 2 }}>
            <Box
                sx={{
                    display: 'grid',
                    gap: 2,
                    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 220px), 1fr))',
                    alignItems: 'start',
                }}
            >
                {period && (
                    <PeriodField
                        report={report}
                        values={draft}
                        resolved={resolved}
                        errors={errors}
                        onChange={choose}
                    />
                )}
                {others.map((each) => (
                    <FilterField
                        key={each.name}
                        report={report}
                        filter={each}
                        filters={draft}
                        value={draft[each.name] ?? ''}
                        error={errors[each.name]?.join(' ')}
                        onChange={(value) => choose(cleared(report, each.name, value))}
                    />
                ))}
                <Box sx={{ display: 'flex', gap: 1 }}>
                    <Button type="submit" variant="contained" loading={isBusy}>
                        {text('report.show')}
                    </Button>
                    <Button onClick={reset}>{text('report.reset')}</Button>
                </Box>
            </Box>
        </Card>
    );
}

/** A choice, and none any more where something else depends on it. */
function cleared(report: Report, name: string, value: FilterValue): Filters {
    const dependent = report.filters.filter(({ depends_on }) => depends_on.includes(name));
    return {
        ...Object.fromEntries(dependent.map((each) => [each.name, defaultOf(each)])),
        [name]: value,
    };
}
