import { useState } from 'react';
import { Problem } from '../../shared/api/problem';
import { useText } from '../../shared/i18n/useText';
import { saidOf } from '../../shared/problem/said';

/** Why a login was refused, in words. */
export function useRefusal() {
    const text = useText();
    const [error, setError] = useState<unknown>();
    const isWrong = error instanceof Problem && error.status === 401;
    const words = () => (isWrong ? text('login.refused') : saidOf(error, text).title);
    return { said: error ? words() : undefined, show: setError, clear: () => setError(undefined) };
}
