import Link from '@mui/material/Link';
import { Link as RouterLink } from 'react-router-dom';
import { useFormat } from '../../../shared/format/useFormat';
import { DataText } from '../../../shared/parts/DataText';
import type { Column, Value } from '../../api/types';
import { isNumber, shown } from '../shown';

interface Props {
    value: Value | undefined;
    column: Column;
    currency: string;
    to?: string | undefined;
}

const SHORT = { whiteSpace: 'nowrap' } as const;
const LONG = { display: 'inline-block', maxWidth: 420 } as const;

/** A value of a row: text as text, numbers on one line, a link where it leads somewhere. */
export function CellText({ value, column, currency, to }: Props) {
    const format = useFormat();
    const text = shown(value, column.type, currency, format);
    const isShort = isNumber(column.type) || column.type.startsWith('date');
    const content = (
        // Of these there are hundreds: a Box would make rules of style for each.
        <span style={isShort ? SHORT : { ...LONG, minWidth: widthOf(text) }}>
            <DataText>{text}</DataText>
        </span>
    );
    if (!to) return content;
    return (
        <Link component={RouterLink} to={to} underline="hover" sx={{ fontWeight: 500 }}>
            {content}
        </Link>
    );
}

/** Longer texts take two lines or three, not one for each word. */
function widthOf(text: string): string {
    return `${Math.min(24, text.length)}ch`;
}
