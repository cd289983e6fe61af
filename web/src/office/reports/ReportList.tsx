import Assessment from '@mui/icons-material/AssessmentOutlined';
import Search from '@mui/icons-material/Search';
import Box from '@mui/material/Box';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useDeferredValue, useState } from 'react';
import { useText } from '../../shared/i18n/useText';
import { Empty } from '../../shared/parts/Empty';
import { Loading } from '../../shared/parts/Loading';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import type { ReportSummary } from '../api/types';
import { ReportCard } from './ReportCard';
import { useReports } from './useReports';

/** The reports that the person may see. */
export default function ReportList() {
    const text = useText();
    const { data, error, refetch } = useReports();
    const [words, setWords] = useState('');
    const found = (data ?? []).filter(hasWords(useDeferredValue(words)));
    return (
        <>
            <PageHead
                title={text('reports.title')}
                hint={data?.length ? text('reports.hint') : undefined}
                actions={
                    Boolean(data?.length) && (
                        <TextField
                            type="search"
                            label={text('reports.search')}
                            value={words}
                            onChange={(event) => setWords(event.target.value)}
                            sx={{ width: 280, maxWidth: '100%' }}
                            slotProps={{
                                input: {
                                    startAdornment: (
                                        <InputAdornment position="start">
                                            <Search fontSize="small" />
                                        </InputAdornment>
                                    ),
                                },
                            }}
                        />
                    )
                }
            />
            {error && <ProblemNote error={error} onRetry={() => refetch()} />}
            {!data && !error && <Loading />}
            {data?.length === 0 && (
                <Empty
                    icon={<Assessment />}
                    title={text('reports.empty')}
                    hint={text('reports.empty_hint')}
                />
            )}
            {Boolean(data?.length) && found.length === 0 && (
                <Empty icon={<Search />} title={text('reports.nothing_found')} />
            )}
            <Box
                component="ul"
                sx={{
                    display: 'grid',
                    gap: 2,
                    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 300px), 1fr))',
                    listStyle: 'none',
                    m: 0,
                    p: 0,
                }}
            >
                {found.map((report) => (
                    <ReportCard key={report.id} report={report} />
                ))}
            </Box>
        </>
    );
}

function hasWords(wanted: string) {
    const words = wanted.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return ({ title, description }: ReportSummary) => {
        const all = `${title} ${description}`.toLocaleLowerCase();
        return words.every((word) => all.includes(word));
    };
}
