import Typography from '@mui/material/Typography';
import { DataText } from '../../shared/parts/DataText';

/** A product as people know it, with its code below. */
export function ProductName({ of: { name, sku } }: { of: { name: string; sku: string } }) {
    return (
        <>
            <DataText>{name}</DataText>
            <Typography variant="caption" component="div" color="text.secondary">
                <DataText>{sku}</DataText>
            </Typography>
        </>
    );
}
