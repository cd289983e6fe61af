import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useText } from '../../shared/i18n/useText';
import { saidOf } from '../../shared/problem/said';
import { cancelExport, exportFile, tryFile } from '../api/calls';

/** What one can do with an export: fetch its file, or stop it. */
export function useExportActions(id: number) {
    const text = useText();
    const notify = useNotify();
    const client = useQueryClient();
    const [isBusy, setBusy] = useState(false);

    async function run(work: () => Promise<void>) {
        setBusy(true);
        try {
            await work();
        } catch (error) {
            const { title, hint } = saidOf(error, text);
            notify([title, hint].filter(Boolean).join('. '), { type: 'error' });
        }
        setBusy(false);
    }

    return {
        isBusy,
        download: () =>
            run(async () => {
                await tryFile(id);
                window.location.assign(exportFile(id));
            }),
        cancel: () =>
            run(async () => {
                client.setQueryData(['export', id], await cancelExport(id));
                await client.invalidateQueries({ queryKey: ['exports'] });
            }),
    };
}
