import IconButton from '@mui/material/IconButton';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { type ReactNode, useState } from 'react';

interface Props<Value extends string> {
    label: string;
    icon: ReactNode;
    value: Value;
    choices: { value: Value; label: string; lang?: string }[];
    onChange: (value: Value) => void;
}

/** A button with an icon that opens a few choices, one of which is made. */
export function ChoiceMenu<Value extends string>(props: Props<Value>) {
    const { label, icon, value, choices, onChange } = props;
    const [anchor, setAnchor] = useState<HTMLElement | null>(null);
    const choose = (each: Value) => {
        setAnchor(null);
        onChange(each);
    };
    return (
        <>
            <Tooltip title={label}>
                <IconButton
                    aria-label={label}
                    aria-haspopup="menu"
                    aria-expanded={Boolean(anchor)}
                    color="inherit"
                    onClick={(event) => setAnchor(event.currentTarget)}
                >
                    {icon}
                </IconButton>
            </Tooltip>
            <Menu open={Boolean(anchor)} anchorEl={anchor} onClose={() => setAnchor(null)}>
                {choices.map((each) => (
                    <MenuItem
                        key={each.value}
                        role="menuitemradio"
                        aria-checked={each.value === value}
                        selected={each.value === value}
                        onClick={() => choose(each.value)}
                    >
                        <ListItemText lang={each.lang}>{each.label}</ListItemText>
                    </MenuItem>
                ))}
            </Menu>
        </>
    );
}
