import Autocomplete from '@mui/material/Autocomplete';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useText } from '../../shared/i18n/useText';
import { FormDialog } from '../../shared/parts/FormDialog';
import { TitleField } from '../../shared/parts/TitleField';
import { addView } from '../api/calls';
import type { Report } from '../api/types';
import { chosenOf, type ReportState } from '../reports/state';
import { useRoles } from './useRoles';

interface Props {
    report: Report;
    state: ReportState;
    onSaved: () => void;
    onClose: () => void;
}

/** Saves a report as one looks at it, for oneself or for roles. */
export default function SaveViewDialog({ report, state, onSaved, onClose }: Props) {
    const text = useText();
    const notify = useNotify();
    const roles = useRoles(report.id);
    const [title, setTitle] = useState('');
    const [shared, setShared] = useState<string[]>([]);

    async function save() {
        await addView({
            report: report.id,
            title,
            filters: chosenOf(report, state.filters),
            group_by: state.groups.join(',') || null,
            sort: state.sort ?? null,
            shared_with: shared,
        });
        notify(text('views.saved', { title }), { type: 'success' });
        onSaved();
    }

    return (
        <FormDialog
            title={text('views.save')}
            hint={text('views.save_hint')}
            submit={text('app.save')}
            onSubmit={save}
            onClose={onClose}
        >
            {(errors) => (
                <Stack spacing={2}>
                    <TitleField
                        label={text('views.title')}
                        value={title}
                        error={errors.title}
                        onChange={setTitle}
                    />
                    {roles.length > 0 && (
                        <Autocomplete
                            multiple
                            options={roles}
                            value={roles.filter(({ code }) => shared.includes(code))}
                            getOptionKey={({ code }) => code}
                            getOptionLabel={(each) => each.title}
                            onChange={(_, all) => setShared(all.map(({ code }) => code))}
                            renderInput={(params) => (
                                <TextField
                                    {...params}
                                    label={text('views.share')}
                                    error={Boolean(errors.shared_with)}
                                    helperText={errors.shared_with ?? text('views.share_hint')}
                                />
                            )}
                        />
                    )}
                </Stack>
            )}
        </FormDialog>
    );
}
