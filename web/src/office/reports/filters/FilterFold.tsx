import ExpandMore from '@mui/icons-material/ExpandMore';
import FilterList from '@mui/icons-material/FilterList';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import type { Theme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../../shared/i18n/useText';
import type { Filters } from '../../api/types';
import { countOfSet } from '../state';
import { FilterForm, type FilterFormProps } from './FilterForm';
import { usePeriodWords } from './usePeriodWords';

interface Props extends FilterFormProps {
    address: string;
}

/** The filters above the results; on a telephone folded under a button, so that these come first. */
export function FilterFold({ address, ...form }: Props) {
    const text = useText();
    const id = useId();
    const isNarrow = useMediaQuery<Theme>(({ breakpoints }) => breakpoints.down('sm'));
    const button = useRef<HTMLButtonElement>(null);
    const [isOpen, setOpen] = useState(false);
    const period = usePeriodWords(form.report, form.filters);
    const count = countOfSet(form.report, form.filters);
    const isRefused = Object.keys(form.errors).length > 0;

    // What is wrong with a filter stands at the filter.
    useEffect(() => setOpen(isRefused), [isRefused]);

    function show(filters: Filters) {
        form.onShow(filters);
        // What was pressed is folded away.
        button.current?.focus();
        setOpen(isRefused);
    }

    if (!form.report.filters.length) return null;
    return (
        <div>
            {isNarrow && (
                <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
                    <Button
                        ref={button}
                        variant="outlined"
                        startIcon={<FilterList />}
                        endIcon={<ExpandMore sx={{ rotate: isOpen ? '180deg' : undefined }} />}
                        aria-expanded={isOpen}
                        aria-controls={isOpen ? id : undefined}
                        onClick={() => setOpen(!isOpen)}
                        sx={{ whiteSpace: 'nowrap', flexShrink: 0 }}
                    >
                        {[text('report.filters'), ...(count ? [count] : [])].join(' · ')}
                    </Button>
                    <Typography variant="body2" color="text.secondary">
                        {period}
                    </Typography>
                </Box>
            )}
            <Collapse
                id={id}
                in={!isNarrow || isOpen}
                mountOnEnter
                sx={{ mt: isNarrow && isOpen ? 2 : 0 }}
            >
                {/* What was typed stays until another address is opened. */}
                <FilterForm key={address} {...form} onShow={show} />
            </Collapse>
        </div>
    );
}
