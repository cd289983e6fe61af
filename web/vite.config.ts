import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv } from 'vite';

export default defineConfig(({ mode }) => ({
    base: '/office/',
    plugins: [react()],
    build: {
        // Sources go out with nothing: a page that is served to customers needs no maps.
        sourcemap: false,
        // A picture or font inside of JavaScript would need `data:` in the policy of the page.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 900,
        rolldownOptions: {
            output: {
                codeSplitting: {
                    groups: [
                        // What the login page needs, whole.
                        { name: 'door', tags: ['$initial'], priority: 1 },
                        // What pages share, by who needs it: small parts join larger ones, for a
                        // telephone waits longer for ten files than for their bytes.
                        {
                            name: 'shared',
                            minShareCount: 2,
                            entriesAware: true,
                            entriesAwareMergeThreshold: 100_000,
                        },
                    ],
                },
            },
        },
    },
    server: {
        proxy: { '/api': `http://127.0.0.1:${loadEnv(mode, '.', 'STORE_').STORE_PORT ?? 8000}` },
    },
}));
