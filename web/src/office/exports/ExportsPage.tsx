import Download from '@mui/icons-material/DownloadForOfflineOutlined';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import TablePagination from '@mui/material/TablePagination';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useGetList, usePermissions } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { useClock } from '../../shared/format/useClock';
import { useText } from '../../shared/i18n/useText';
import { Empty } from '../../shared/parts/Empty';
import { Loading } from '../../shared/parts/Loading';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import type { Export } from '../api/types';
import { ExportList } from './ExportList';
import { isMoving } from './useExport';

const PAGE_SIZE = 25;
const EVERYBODYS = 'reports.exports';
const LOOK_EVERY = { moving: 700, still: 10_000 };

/** The files that were made of reports, as they come along. */
export default function ExportsPage() {
    const text = useText();
    const clock = useClock();
    const [search, setSearch] = useSearchParams();
    const { permissions = [] } = usePermissions<string[]>();
    const isAll = search.get('owner') === 'all' && permissions.includes(EVERYBODYS);
    const page = Number(search.get('page')) || 1;
    const { data, total, error, refetch } = useGetList<Export>(
        'exports',
        { pagination: { page, perPage: PAGE_SIZE }, filter: isAll ? { owner: 'all' } : {} },
        {
            refetchInterval: ({ state }) =>
                state.data?.data.some(isMoving) ? LOOK_EVERY.moving : LOOK_EVERY.still,
        },
    );
    const whose = (owner: string | null) => owner && setSearch(owner === 'all' ? { owner } : {});
    return (
        <>
            <PageHead
                title={text('exports.title')}
                hint={`${text('exports.hint')} ${clock}`}
                actions={
                    permissions.includes(EVERYBODYS) && (
                        <ToggleButtonGroup
                            exclusive
                            size="small"
                            color="primary"
                            aria-label={text('exports.whose')}
                            value={isAll ? 'all' : 'mine'}
                            onChange={(_, owner) => whose(owner)}
                        >
                            <ToggleButton value="mine">{text('exports.mine')}</ToggleButton>
                            <ToggleButton value="all">{text('exports.everybody')}</ToggleButton>
                        </ToggleButtonGroup>
                    )
                }
            />
            {Boolean(error) && <ProblemNote error={error} onRetry={() => refetch()} />}
            {!data && !error && <Loading />}
            {data && (
                <Card>
                    {data.length === 0 ? (
                        <Empty
                            icon={<Download />}
                            title={text('exports.empty')}
                            hint={text('exports.empty_hint')}
                        >
                            <Button component={Link} to="/reports" variant="contained">
                                {text('exports.to_reports')}
                            </Button>
                        </Empty>
                    ) : (
                        <ExportList exports={data} hasOwners={isAll} />
                    )}
                    {(total ?? 0) > PAGE_SIZE && (
                        <TablePagination
                            component="div"
                            count={total ?? 0}
                            page={page - 1}
                            rowsPerPage={PAGE_SIZE}
                            rowsPerPageOptions={[]}
                            onPageChange={(_, next) =>
                                setSearch({
                                    ...(isAll && { owner: 'all' }),
                                    page: String(next + 1),
                                })
                            }
                        />
                    )}
                </Card>
            )}
        </>
    );
}
