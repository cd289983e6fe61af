import SearchOff from '@mui/icons-material/SearchOff';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import LinearProgress from '@mui/material/LinearProgress';
import Skeleton from '@mui/material/Skeleton';
import { useText } from '../../../shared/i18n/useText';
import { Empty } from '../../../shared/parts/Empty';
import type { Report, Rows } from '../../api/types';
import type { ReportState } from '../state';
import { Pages } from './Pages';
import { ResultTable } from './ResultTable';

interface Props {
    report: Report;
    state: ReportState;
    rows: Rows | undefined;
    totals: Rows | undefined;
    isLoading: boolean;
    onChange: (changes: Partial<ReportState>) => void;
}

/** The rows of a report: on their way, none at all, or a page of them. */
export function ResultCard({ report, state, rows, totals, isLoading, onChange }: Props) {
    const text = useText();
    const isEmpty = rows?.items?.length === 0;
    return (
        <Card component="section" aria-label={text('report.rows')} aria-busy={isLoading}>
            <Box sx={{ height: 3 }}>
                {isLoading && (
                    <LinearProgress sx={{ height: 3 }} aria-label={text('app.loading')} />
                )}
            </Box>
            {!rows && <Waiting />}
            {isEmpty && (
                <Empty
                    icon={<SearchOff />}
                    title={text('report.empty')}
                    hint={text('report.empty_hint')}
                />
            )}
            {rows && !isEmpty && (
                <ResultTable
                    report={report}
                    state={state}
                    rows={rows}
                    totals={totals}
                    onChange={onChange}
                />
            )}
            {rows && (!isEmpty || state.page > 1) && (
                <Pages
                    state={state}
                    shown={rows.items?.length ?? 0}
                    total={totals?.total}
                    onChange={onChange}
                />
            )}
        </Card>
    );
}

function Waiting() {
    return (
        <Box sx={{ p: 2 }}>
            {Array.from({ length: 8 }, (_, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
                <Skeleton key={place} height={36} />
            ))}
        </Box>
    );
}
