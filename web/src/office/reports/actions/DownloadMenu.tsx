import Download from '@mui/icons-material/Download';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useText } from '../../../shared/i18n/useText';
import { saidOf } from '../../../shared/problem/said';
import { askForExport } from '../../api/calls';
import type { Format, Report } from '../../api/types';
import { useTray } from '../../exports/tray';
import { chosenOf, type ReportState } from '../state';

interface Props {
    report: Report;
    state: ReportState;
}

/** All rows as a file; how far it is stands in the corner of the page. */
export function DownloadMenu({ report, state }: Props) {
    const text = useText();
    const notify = useNotify();
    const tray = useTray();
    const [anchor, setAnchor] = useState<HTMLElement | null>(null);

    async function ask(format: Format) {
        setAnchor(null);
        try {
            const wanted = {
                format,
                filters: chosenOf(report, state.filters),
                group_by: state.groups.join(',') || null,
                ...(state.sort && { sort: state.sort }),
            };
            tray.add((await askForExport(report.id, wanted)).id);
        } catch (error) {
            const { title, hint } = saidOf(error, text);
            notify([title, hint].filter(Boolean).join('. '), { type: 'error' });
        }
    }

    return (
        <>
            <Button
                variant="contained"
                startIcon={<Download />}
                aria-haspopup="menu"
                aria-expanded={Boolean(anchor)}
                onClick={(event) => setAnchor(event.currentTarget)}
            >
                {text('report.download')}
            </Button>
            <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
                {report.formats.map((format) => (
                    <MenuItem key={format} onClick={() => ask(format)}>
                        {text(`report.${format}`)}
                    </MenuItem>
                ))}
            </Menu>
        </>
    );
}
