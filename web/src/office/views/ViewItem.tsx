import Delete from '@mui/icons-material/DeleteOutline';
import PushPin from '@mui/icons-material/PushPin';
import PushPinOutlined from '@mui/icons-material/PushPinOutlined';
import IconButton from '@mui/material/IconButton';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemText from '@mui/material/ListItemText';
import Tooltip from '@mui/material/Tooltip';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';
import { saidOf } from '../../shared/problem/said';
import { pinView } from '../api/calls';
import type { View } from '../api/types';
import { useDeletion } from '../useDeletion';
import { addressOfView } from './addressOfView';

interface Props {
    view: View;
    onClose: () => void;
    onChange: () => void;
}

/** A saved view: open it, pin it, delete it if it is one's own. */
export function ViewItem({ view, onClose, onChange }: Props) {
    const text = useText();
    const notify = useNotify();
    const client = useQueryClient();
    const remove = useDeletion('report-views', view);
    const pinName = text(view.is_pinned ? 'views.unpin' : 'views.pin');

    async function pin() {
        try {
            await pinView(view.id, !view.is_pinned);
            notify(text(view.is_pinned ? 'views.unpinned' : 'views.pinned'));
            await client.invalidateQueries({ queryKey: ['dashboard'] });
            onChange();
        } catch (error) {
            notify(saidOf(error, text).title, { type: 'error' });
        }
    }

    return (
        <ListItem
            disablePadding
            secondaryAction={
                <>
                    <Tooltip title={pinName}>
                        <IconButton
                            size="small"
                            aria-label={`${pinName}: ${view.title}`}
                            onClick={pin}
                        >
                            {view.is_pinned ? <PushPin /> : <PushPinOutlined />}
                        </IconButton>
                    </Tooltip>
                    {view.is_mine && (
                        <IconButton
                            size="small"
                            aria-label={`${text('app.delete')}: ${view.title}`}
                            onClick={() => {
                                // What takes it back must not lie behind this list.
                                onClose();
                                remove();
                            }}
                        >
                            <Delete />
                        </IconButton>
                    )}
                </>
            }
        >
            <ListItemButton
                component={Link}
                to={addressOfView(view)}
                onClick={onClose}
                sx={{ pr: 10 }}
            >
                <ListItemText
                    primary={<DataText>{view.title}</DataText>}
                    secondary={
                        view.is_mine
                            ? undefined
                            : text('views.shared_by', { name: view.owner.name })
                    }
                />
            </ListItemButton>
        </ListItem>
    );
}
