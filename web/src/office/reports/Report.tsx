import Box from '@mui/material/Box';
import { useState } from 'react';
import { Problem } from '../../shared/api/problem';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import type { Report as Definition } from '../api/types';
import { Actions } from './actions/Actions';
import { ReportChart } from './chart/ReportChart';
import { FilterFold } from './filters/FilterFold';
import { Groupings } from './Groupings';
import { Totals } from './Totals';
import { ResultCard } from './table/ResultCard';
import { useReportState } from './useReportState';
import { useRows } from './useRows';

/** A report, drawn from its definition alone. */
export function Report({ report }: { report: Definition }) {
    const { state, change, address } = useReportState(report);
    const { rows, totals } = useRows(report, state);
    const [asked, setAsked] = useState(0);
    const error = rows.error ?? totals.error;
    const fields = error instanceof Problem ? fieldsOf(error) : {};

    async function retry() {
        await rows.refetch();
        await totals.refetch();
    }

    return (
        <>
            <PageHead
                title={report.title}
                hint={report.description}
                actions={<Actions report={report} state={state} />}
            />
            <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
                <FilterFold
                    address={address}
                    report={report}
                    filters={state.filters}
                    resolved={rows.data?.filters ?? {}}
                    errors={fields}
                    isBusy={rows.isFetching && asked > 0}
                    onShow={(filters) => {
                        setAsked(asked + 1);
                        change({ filters });
                    }}
                />
                <Groupings
                    report={report}
                    state={state}
                    previous={rows.data?.previous}
                    onChange={change}
                />
                {error && <ProblemNote error={error} onRetry={retry} />}
                {!error && (
                    <>
                        <Totals
                            report={report}
                            of={totals.data}
                            isLoading={totals.isPlaceholderData}
                        />
                        <ReportChart report={report} state={state} isReady={rows.isFetched} />
                        <ResultCard
                            report={report}
                            state={state}
                            rows={rows.data}
                            totals={totals.data}
                            isLoading={rows.isFetching}
                            onChange={change}
                        />
                    </>
                )}
            </Box>
        </>
    );
}

/** The refusals of single filters, by their names. */
function fieldsOf({ fields }: Problem): Record<string, string[]> {
    return Object.fromEntries(
        Object.entries(fields).map(([name, said]) => [name.replace(/^filters\./, ''), said]),
    );
}
