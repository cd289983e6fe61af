import Box from '@mui/material/Box';
import type { Export } from '../api/types';
import { ExportItem } from './ExportItem';

interface Props {
    exports: Export[];
    hasOwners: boolean;
}

/** Exports below one another. */
export function ExportList({ exports, hasOwners }: Props) {
    return (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {exports.map((each) => (
                <ExportItem key={each.id} of={each} hasOwner={hasOwners} />
            ))}
        </Box>
    );
}
