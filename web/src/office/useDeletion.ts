import { useDelete, useNotify } from 'react-admin';
import { useText } from '../shared/i18n/useText';
import { saidOf } from '../shared/problem/said';

interface Named {
    id: number;
    title: string;
}

/** Deletes a thing; for a few seconds one can take it back. */
export function useDeletion(resource: string, record: Named): () => void {
    const text = useText();
    const notify = useNotify();
    const [remove] = useDelete(
        resource,
        { id: record.id, previousData: record },
        {
            mutationMode: 'undoable',
            onSuccess: () =>
                notify(text('app.deleted', { title: record.title }), { undoable: true }),
            onError: (error) => notify(saidOf(error, text).title, { type: 'error' }),
        },
    );
    return () => remove();
}
