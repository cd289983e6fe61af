import Button, { type ButtonProps } from '@mui/material/Button';
import { useText } from '../../shared/i18n/useText';
import type { Export } from '../api/types';
import { isMoving } from './useExport';
import { useExportActions } from './useExportActions';

interface Props extends Pick<ButtonProps, 'size' | 'variant'> {
    of: Export;
    isExpired?: boolean;
}

/** What can be done with a file: stop it while it is made, fetch it afterwards. */
export function ExportButtons({ of: each, isExpired = false, size, variant }: Props) {
    const text = useText();
    const { isBusy, download, cancel } = useExportActions(each.id);
    const { title } = each;
    if (isMoving(each))
        return (
            <Button
                size={size}
                disabled={isBusy}
                onClick={cancel}
                aria-label={text('exports.cancel_of', { title })}
            >
                {text('app.cancel')}
            </Button>
        );
    if (each.status !== 'done') return null;
    return (
        <Button
            size={size}
            variant={variant}
            disabled={isBusy || isExpired}
            onClick={download}
            aria-label={text('exports.download_of', { title })}
        >
            {text('exports.download')}
        </Button>
    );
}
