import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';

interface Props {
    name: string;
    value: number;
    before: number;
    format: (value: number) => string;
}

/** One figure of today, and how much of last week's day it is by now. */
export function Figure({ name, value, before, format }: Props) {
    const text = useText();
    const { percent } = useFormat();
    const share = before > 0 ? (100 * value) / before : undefined;
    const said =
        share === undefined
            ? text('dashboard.no_last_week')
            : text('dashboard.last_week', { share: percent(share), value: format(before) });
    return (
        <Card sx={{ p: 2.5 }}>
            <Typography variant="body2" color="text.secondary" sx={{ fontWeight: 500 }}>
                {name} · {text('dashboard.today')}
            </Typography>
            <Typography
                component="p"
                sx={{ fontSize: '1.75rem', fontWeight: 650, letterSpacing: '-0.02em', mt: 0.5 }}
                className="figures"
            >
                {format(value)}
            </Typography>
            <Box sx={{ mt: 1.5 }}>
                <LinearProgress
                    variant="determinate"
                    value={Math.min(100, Math.max(0, share ?? 0))}
                    aria-hidden
                    sx={{ height: 4, borderRadius: 2, mb: 1 }}
                />
                <Typography variant="body2" color="text.secondary">
                    {said}
                </Typography>
            </Box>
        </Card>
    );
}
