import Logout from '@mui/icons-material/Logout';
import Tune from '@mui/icons-material/TuneOutlined';
import Avatar from '@mui/material/Avatar';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useGetIdentity, useLogout } from 'react-admin';
import { Link } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { DataText } from '../../shared/parts/DataText';

/** Who is logged in, their preferences, and the way out. */
export function PersonMenu() {
    const text = useText();
    const logOut = useLogout();
    const { identity } = useGetIdentity();
    const [anchor, setAnchor] = useState<HTMLElement | null>(null);
    const name = identity?.fullName ?? '';
    const close = () => setAnchor(null);
    return (
        <>
            <IconButton
                aria-label={text('login.account', { name })}
                aria-haspopup="menu"
                aria-expanded={Boolean(anchor)}
                onClick={(event) => setAnchor(event.currentTarget)}
            >
                <Avatar
                    sx={{
                        width: 32,
                        height: 32,
                        fontSize: 14,
                        fontWeight: 600,
                        bgcolor: 'primary.main',
                    }}
                >
                    {[...name][0]?.toUpperCase()}
                </Avatar>
            </IconButton>
            <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={close}>
                <Typography component="li" role="none" variant="body2" sx={{ px: 2, py: 1 }}>
                    <DataText>{name}</DataText>
                </Typography>
                <Divider component="li" role="separator" />
                <MenuItem component={Link} to="/preferences" onClick={close}>
                    <ListItemIcon>
                        <Tune fontSize="small" />
                    </ListItemIcon>
                    {text('nav.preferences')}
                </MenuItem>
                <MenuItem onClick={() => logOut()}>
                    <ListItemIcon>
                        <Logout fontSize="small" />
                    </ListItemIcon>
                    {text('login.out')}
                </MenuItem>
            </Menu>
        </>
    );
}
