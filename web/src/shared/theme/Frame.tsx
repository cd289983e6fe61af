import CssBaseline from '@mui/material/CssBaseline';
import type { ReactNode } from 'react';
import {
    I18nContextProvider,
    StoreContextProvider,
    ThemeProvider,
    ThemesContext,
} from 'react-admin';
import { i18nProvider } from '../i18n/provider';
import { store } from '../store';
import { darkTheme, lightTheme } from './themes';

const THEMES = { lightTheme, darkTheme };

/** Language and colours for a page that stands outside of the office. */
export function Frame({ children }: { children: ReactNode }) {
    return (
        <StoreContextProvider value={store}>
            <I18nContextProvider value={i18nProvider}>
                <ThemesContext.Provider value={THEMES}>
                    <ThemeProvider>
                        <CssBaseline />
                        {children}
                    </ThemeProvider>
                </ThemesContext.Provider>
            </I18nContextProvider>
        </StoreContextProvider>
    );
}
