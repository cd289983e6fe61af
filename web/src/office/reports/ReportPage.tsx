import ErrorOutline from '@mui/icons-material/ErrorOutline';
import { useParams } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { Empty } from '../../shared/parts/Empty';
import { Loading } from '../../shared/parts/Loading';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import { Report } from './Report';
import { useReport } from './useReport';

/** A report by the id in the address. */
export default function ReportPage() {
    const text = useText();
    const { id = '' } = useParams();
    const { data, error, refetch } = useReport(id);
    if (error) {
        return (
            <>
                <PageHead title={text('reports.title')} />
                <ProblemNote error={error} onRetry={() => refetch()} />
            </>
        );
    }
    if (!data) return <Loading />;
    if (!data.is_broken) return <Report key={id} report={data} />;
    return (
        <>
            <PageHead title={data.title} />
            <Empty
                icon={<ErrorOutline />}
                title={text('problem.report_broken')}
                hint={text('problem.report_broken_hint')}
            />
        </>
    );
}
