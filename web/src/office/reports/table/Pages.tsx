import ChevronLeft from '@mui/icons-material/ChevronLeft';
import ChevronRight from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useFormat } from '../../../shared/format/useFormat';
import { useText } from '../../../shared/i18n/useText';
import { PAGE_SIZES, type ReportState } from '../state';

interface Props {
    state: ReportState;
    shown: number;
    /** How many rows there are, as soon as they are counted. */
    total: number | undefined;
    onChange: (changes: Partial<ReportState>) => void;
}

/** From page to page, also before it is known how many there are. */
export function Pages({ state: { page, pageSize }, shown, total, onChange }: Props) {
    const text = useText();
    const format = useFormat();
    const pages = total === undefined ? undefined : Math.max(1, Math.ceil(total / pageSize));
    const isLast = pages === undefined ? shown < pageSize : page >= pages;
    return (
        <Box
            component="nav"
            aria-label={text('report.pages')}
            sx={{
                display: 'flex',
                flexWrap: 'wrap',
                alignItems: 'center',
                gap: 1.5,
                px: 2,
                py: 1.25,
            }}
        >
            <Typography variant="body2" color="text.secondary" sx={{ flex: 1, minWidth: 90 }}>
                {total !== undefined &&
                    text('report.rows_count', { smart_count: total, count: format.integer(total) })}
            </Typography>
            <TextField
                select
                variant="standard"
                value={pageSize}
                onChange={(event) => onChange({ pageSize: Number(event.target.value) })}
                sx={{ width: 64 }}
                slotProps={{
                    select: { SelectDisplayProps: { 'aria-label': text('report.page_size') } },
                }}
            >
                {[...new Set([...PAGE_SIZES, pageSize])].map((size) => (
                    <MenuItem key={size} value={size}>
                        {size}
                    </MenuItem>
                ))}
            </TextField>
            <Typography variant="body2" className="figures">
                {text('report.page', {
                    page: format.integer(page),
                    pages: pages === undefined ? '…' : format.integer(pages),
                })}
            </Typography>
            <Box>
                <IconButton
                    aria-label={text('report.previous_page')}
                    disabled={page <= 1}
                    onClick={() => onChange({ page: page - 1 })}
                >
                    <ChevronLeft />
                </IconButton>
                <IconButton
                    aria-label={text('report.next_page')}
                    disabled={isLast}
                    onClick={() => onChange({ page: page + 1 })}
                >
                    <ChevronRight />
                </IconButton>
            </Box>
        </Box>
    );
}
