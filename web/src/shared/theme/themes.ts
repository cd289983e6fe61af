import type { ThemeOptions } from '@mui/material/styles';

const FONT = '"Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const LINE = { light: '#e2e8e6', dark: '#26332f' };

type Mode = 'light' | 'dark';

function themed(mode: Mode): ThemeOptions {
    const isDark = mode === 'dark';
    const line = LINE[mode];
    return {
        palette: {
            mode,
            primary: { main: isDark ? '#5eead4' : '#0f766e' },
            secondary: { main: isDark ? '#fbbf24' : '#b45309' },
            success: { main: isDark ? '#4ade80' : '#15803d' },
            error: { main: isDark ? '#f87171' : '#b91c1c' },
            warning: { main: isDark ? '#fbbf24' : '#a15c07' },
            info: { main: isDark ? '#7dd3fc' : '#0369a1' },
            background: isDark
                ? { default: '#0e1513', paper: '#151e1b' }
                : { default: '#f5f8f7', paper: '#ffffff' },
            text: isDark
                ? { primary: '#e7efec', secondary: '#a3b5af' }
                : { primary: '#14211d', secondary: '#52645e' },
            divider: line,
        },
        shape: { borderRadius: 10 },
        typography: {
            fontFamily: FONT,
            h1: { fontSize: '1.5rem', fontWeight: 650, letterSpacing: '-0.015em', lineHeight: 1.3 },
            h2: { fontSize: '1rem', fontWeight: 600, lineHeight: 1.4 },
            h3: { fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.4 },
            button: { textTransform: 'none', fontWeight: 600 },
        },
        sidebar: { width: 240, closedWidth: 56 },
        components: {
            MuiCssBaseline: {
                styleOverrides: {
                    body: { overflowWrap: 'break-word' },
                    // Digits of one width stand below one another.
                    '.figures': { fontVariantNumeric: 'tabular-nums' },
                },
            },
            MuiPaper: {
                defaultProps: { elevation: 0 },
                styleOverrides: { root: { backgroundImage: 'none' } },
            },
            MuiCard: { styleOverrides: { root: { border: `1px solid ${line}` } } },
            MuiMenu: { styleOverrides: { paper: { border: `1px solid ${line}` } } },
            MuiDialog: { styleOverrides: { paper: { border: `1px solid ${line}` } } },
            MuiAppBar: {
                defaultProps: { elevation: 0, color: 'inherit' },
                styleOverrides: { root: { borderBottom: `1px solid ${line}` } },
            },
            MuiButton: { defaultProps: { disableElevation: true } },
            MuiButtonBase: {
                styleOverrides: {
                    root: {
                        '&.Mui-focusVisible': {
                            outline: '2px solid currentColor',
                            outlineOffset: 2,
                        },
                    },
                },
            },
            MuiLinearProgress: {
                styleOverrides: { root: { backgroundColor: line } },
            },
            MuiLink: {
                styleOverrides: {
                    root: {
                        '&:focus-visible': { outline: '2px solid currentColor', outlineOffset: 2 },
                    },
                },
            },
            MuiTextField: { defaultProps: { size: 'small', fullWidth: true } },
            MuiFormControl: { defaultProps: { margin: 'none' } },
            MuiTableCell: {
                styleOverrides: {
                    root: {
                        borderBottomColor: line,
                        '&:first-of-type': { paddingLeft: 20 },
                        '&:last-of-type': { paddingRight: 20 },
                    },
                    head: { fontWeight: 600, whiteSpace: 'nowrap' },
                },
            },
            MuiTooltip: { defaultProps: { enterTouchDelay: 0 } },
        },
    } as ThemeOptions;
}

export const lightTheme = themed('light');
export const darkTheme = themed('dark');
