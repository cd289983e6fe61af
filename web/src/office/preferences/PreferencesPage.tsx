import Box from '@mui/material/Box';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { useLanguage, useText } from '../../shared/i18n/useText';
import { Loading } from '../../shared/parts/Loading';
import { PageHead } from '../../shared/parts/PageHead';
import { ProblemNote } from '../../shared/problem/ProblemNote';
import { saidOf } from '../../shared/problem/said';
import { changePreferences, fetchPreferences } from '../api/calls';
import type { Preferences } from '../api/types';
import { ColoursPanel } from './ColoursPanel';
import { FilesPanel } from './FilesPanel';
import { LanguagePanel } from './LanguagePanel';

/** What a person wants otherwise; each change counts at once. */
export default function PreferencesPage() {
    const text = useText();
    const notify = useNotify();
    const client = useQueryClient();
    const [, speak] = useLanguage();
    const { data, error, refetch } = useQuery({
        queryKey: ['preferences'],
        queryFn: ({ signal }) => fetchPreferences(signal),
    });

    async function change(changes: Partial<Preferences>) {
        try {
            client.setQueryData(['preferences'], await changePreferences(changes));
            notify(text('app.saved'), { type: 'success' });
            if (changes.language) speak(changes.language);
        } catch (refused) {
            notify(saidOf(refused, text).title, { type: 'error' });
        }
    }

    return (
        <>
            <PageHead title={text('preferences.title')} hint={text('preferences.hint')} />
            {error && <ProblemNote error={error} onRetry={() => refetch()} />}
            {!data && !error && <Loading />}
            {data && (
                <Box sx={{ display: 'grid', gap: 2, maxWidth: 720 }}>
                    <LanguagePanel
                        language={data.language}
                        onChange={(language) => change({ language })}
                    />
                    <FilesPanel of={data} onChange={change} />
                    <ColoursPanel />
                </Box>
            )}
        </>
    );
}
