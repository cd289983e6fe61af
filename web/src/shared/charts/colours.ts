// Told apart by people who see colours differently, on both backgrounds.
const LIGHT = ['#0f766e', '#d97706', '#4f46e5', '#be185d', '#65a30d', '#0284c7', '#78716c'];
const DARK = ['#2dd4bf', '#fbbf24', '#a5b4fc', '#f472b6', '#a3e635', '#38bdf8', '#a8a29e'];

/** The colours of a picture's series. */
export const coloursOf = (mode: 'light' | 'dark') => (mode === 'dark' ? DARK : LIGHT);
