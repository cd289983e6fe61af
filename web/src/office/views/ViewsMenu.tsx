import Bookmarks from '@mui/icons-material/BookmarksOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import List from '@mui/material/List';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../../shared/i18n/useText';
import type { Report } from '../api/types';
import type { ReportState } from '../reports/state';
import { useViews } from './useViews';
import { ViewItem } from './ViewItem';

const SaveViewDialog = lazy(() => import('./SaveViewDialog'));

interface Props {
    report: Report;
    state: ReportState;
}

/** The saved views of a report, and the way to save one more. */
export function ViewsMenu({ report, state }: Props) {
    const text = useText();
    const [anchor, setAnchor] = useState<HTMLElement | null>(null);
    const [isSaving, setSaving] = useState(false);
    const { views, refetch } = useViews(report.id);
    const close = () => setAnchor(null);
    return (
        <>
            <Button
                variant="outlined"
                startIcon={<Bookmarks />}
                aria-haspopup="dialog"
                aria-expanded={Boolean(anchor)}
                onClick={(event) => setAnchor(event.currentTarget)}
            >
                {text('report.views')}
            </Button>
            <Popover
                open={Boolean(anchor)}
                anchorEl={anchor}
                onClose={close}
                anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
                transformOrigin={{ vertical: 'top', horizontal: 'right' }}
                slotProps={{
                    paper: {
                        role: 'dialog',
                        'aria-label': text('report.views'),
                        sx: { width: 340, maxWidth: '94vw' },
                    },
                }}
            >
                {views.length === 0 && (
                    <Typography color="text.secondary" sx={{ px: 2, pt: 2 }}>
                        {text('views.empty')}
                    </Typography>
                )}
                <List dense>
                    {views.map((view) => (
                        <ViewItem key={view.id} view={view} onClose={close} onChange={refetch} />
                    ))}
                </List>
                <Divider />
                <Box sx={{ p: 1 }}>
                    <Button
                        fullWidth
                        onClick={() => {
                            close();
                            setSaving(true);
                        }}
                    >
                        {text('report.save_view')}
                    </Button>
                </Box>
            </Popover>
            {isSaving && (
                <Suspense fallback={null}>
                    <SaveViewDialog
                        report={report}
                        state={state}
                        onSaved={refetch}
                        onClose={() => setSaving(false)}
                    />
                </Suspense>
            )}
        </>
    );
}
