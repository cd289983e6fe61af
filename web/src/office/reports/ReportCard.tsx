import Assessment from '@mui/icons-material/AssessmentOutlined';
import ErrorOutline from '@mui/icons-material/ErrorOutline';
import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Chip from '@mui/material/Chip';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import type { ReportSummary } from '../api/types';

/** A report in the list: what it is called, and what one row of it is. */
export function ReportCard({ report }: { report: ReportSummary }) {
    const text = useText();
    return (
        <Card component="li">
            <CardActionArea
                component={Link}
                to={`/reports/${encodeURIComponent(report.id)}`}
                sx={{ height: '100%', p: 2.5, display: 'flex', gap: 2, alignItems: 'flex-start' }}
            >
                <Box
                    sx={{
                        color: report.is_broken ? 'error.main' : 'primary.main',
                        display: 'flex',
                    }}
                >
                    {report.is_broken ? <ErrorOutline /> : <Assessment />}
                </Box>
                <Box sx={{ flex: 1, minWidth: 0 }}>
                    <Typography variant="h2">
                        <DataText>{report.title}</DataText>
                    </Typography>
                    <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
                        <DataText>{report.description}</DataText>
                    </Typography>
                    {report.is_broken && (
                        <Chip
                            size="small"
                            color="error"
                            variant="outlined"
                            label={text('reports.broken')}
                            sx={{ mt: 1 }}
                        />
                    )}
                </Box>
            </CardActionArea>
        </Card>
    );
}
