import { type ComponentType, lazy } from 'react';
import { matchPath } from 'react-router-dom';
import { OFFICE } from './places';

/** A page that is fetched when it is shown; the one that was asked for while one finds out by whom. */
export function page(path: string, load: () => Promise<{ default: ComponentType }>) {
    // Whoever shows it is told if it cannot be had.
    if (matchPath(OFFICE + path, window.location.pathname)) load().catch(() => undefined);
    return lazy(load);
}
