import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined';
import Visibility from '@mui/icons-material/VisibilityOutlined';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import { useState } from 'react';
import { useText } from '../../shared/i18n/useText';
import { LoginField } from './LoginField';

interface Props {
    autoFocus: boolean;
    value: string;
    onChange: (value: string) => void;
}

/** The password, which can be looked at. */
export function PasswordField(props: Props) {
    const text = useText();
    const [isShown, setShown] = useState(false);
    return (
        <LoginField
            {...props}
            type={isShown ? 'text' : 'password'}
            name="password"
            label={text('login.password')}
            autoComplete="current-password"
            end={
                <InputAdornment position="end">
                    <IconButton
                        edge="end"
                        aria-label={text(isShown ? 'login.hide' : 'login.show')}
                        onClick={() => setShown(!isShown)}
                    >
                        {isShown ? <VisibilityOff /> : <Visibility />}
                    </IconButton>
                </InputAdornment>
            }
        />
    );
}
