import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import { Link, useLocation } from 'react-router-dom';
import { useText } from '../../shared/i18n/useText';
import { usePlaces } from './usePlaces';

/** The pages that the person may open. */
export function Navigation({ onChoose }: { onChoose?: () => void }) {
    const text = useText();
    const { pathname } = useLocation();
    return (
        <Box component="nav" aria-label={text('nav.label')} sx={{ p: 1.5 }}>
            <List disablePadding>
                {usePlaces().map(({ path, name, icon }) => {
                    const isHere = path === '/' ? pathname === '/' : pathname.startsWith(path);
                    return (
                        <ListItem key={path} disablePadding sx={{ mb: 0.5 }}>
                            <ListItemButton
                                component={Link}
                                to={path}
                                selected={isHere}
                                aria-current={isHere ? 'page' : undefined}
                                onClick={onChoose}
                                sx={{
                                    borderRadius: 2,
                                    py: 0.75,
                                    '&.Mui-selected': { color: 'primary.main' },
                                }}
                            >
                                <ListItemIcon sx={{ minWidth: 38, color: 'inherit' }}>
                                    {icon}
                                </ListItemIcon>
                                <ListItemText
                                    slotProps={{
                                        primary: {
                                            sx: { fontSize: 14, fontWeight: isHere ? 600 : 500 },
                                        },
                                    }}
                                >
                                    {text(`nav.${name}`)}
                                </ListItemText>
                            </ListItemButton>
                        </ListItem>
                    );
                })}
            </List>
        </Box>
    );
}
