import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../shared/format/useFormat';
import { useLanguage, useText } from '../../shared/i18n/useText';
import { Loading } from '../../shared/parts/Loading';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import { fetchDashboard } from '../api/calls';
import type { Dashboard } from '../api/types';
import { Hours } from './Hours';
import { LowStock } from './LowStock';
import { Months } from './Months';
import { OrdersByStatus } from './OrdersByStatus';
import { Pinned } from './Pinned';
import { Today } from './Today';
import { TopProducts } from './TopProducts';

const LOOK_EVERY = 15_000;
const WIDE = 'repeat(auto-fit, minmax(min(100%, 420px), 1fr))';

/** How the shop does, looked at again while the page is open. */
export default function DashboardPage() {
    const text = useText();
    const format = useFormat();
    const [language] = useLanguage();
    const { data, error, refetch } = useQuery({
        queryKey: ['dashboard', language],
        queryFn: ({ signal }) => fetchDashboard(signal),
        refetchInterval: LOOK_EVERY,
    });
    const hint =
        data &&
        text('dashboard.as_of', { time: format.time(data.generated_at), zone: format.timeZone });
    return (
        <>
            <PageHead title={text('dashboard.title')} hint={hint} />
            {error && <ProblemNote error={error} onRetry={() => refetch()} />}
            {!data && !error && <Loading />}
            {data && <Figures of={data} />}
        </>
    );
}

function Figures({ of }: { of: Dashboard }) {
    return (
        <Box sx={{ display: 'grid', gap: { xs: 2, sm: 3 } }}>
            <Today of={of} />
            <Box sx={{ display: 'grid', gap: { xs: 2, sm: 3 }, gridTemplateColumns: WIDE }}>
                <Months of={of} />
                <Hours of={of} />
            </Box>
            <Pinned views={of.pinned} />
            <Box
                sx={{
                    display: 'grid',
                    gap: { xs: 2, sm: 3 },
                    gridTemplateColumns: WIDE,
                    alignItems: 'start',
                }}
            >
                <TopProducts of={of} />
                <LowStock of={of} />
                <OrdersByStatus of={of} />
            </Box>
        </Box>
    );
}
