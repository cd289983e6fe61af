import PushPin from '@mui/icons-material/PushPin';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { View } from '../api/types';
import { useReports } from '../reports/useReports';
import { addressOfView } from '../views/addressOfView';

/** The saved views that the person wants at hand. */
export function Pinned({ views }: { views: View[] }) {
    const text = useText();
    const { data: reports = [] } = useReports();
    const titles = new Map(reports.map(({ id, title }) => [id, title]));
    return (
        <Box component="section" aria-labelledby="pinned">
            <Typography id="pinned" variant="h2" sx={{ mb: 1.5 }}>
                {text('dashboard.pinned')}
            </Typography>
            {views.length === 0 && (
                <Typography color="text.secondary">{text('dashboard.no_pinned')}</Typography>
            )}
            <Box
                sx={{
                    display: 'grid',
                    gap: 2,
                    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))',
                }}
            >
                {views.map((view) => (
                    <Card key={view.id}>
                        <CardActionArea
                            component={Link}
                            to={addressOfView(view)}
                            sx={{ p: 2, display: 'flex', gap: 1.5, justifyContent: 'flex-start' }}
                        >
                            <PushPin fontSize="small" color="primary" />
                            <Box sx={{ minWidth: 0 }}>
                                <Typography sx={{ fontWeight: 600 }} noWrap>
                                    <DataText>{view.title}</DataText>
                                </Typography>
                                <Typography variant="body2" color="text.secondary" noWrap>
                                    <DataText>{titles.get(view.report) ?? view.report}</DataText>
                                </Typography>
                            </Box>
                        </CardActionArea>
                    </Card>
                ))}
            </Box>
        </Box>
    );
}
