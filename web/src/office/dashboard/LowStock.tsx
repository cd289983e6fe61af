import Inventory from '@mui/icons-material/Inventory2Outlined';
import Chip from '@mui/material/Chip';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataTable } from '../../shared/parts/DataTable';
import { Empty } from '../../shared/parts/Empty';
import { Panel } from '../../shared/parts/Panel';
import type { Dashboard } from '../api/types';
import { ProductName } from './ProductName';

/** What is about to run out. */
export function LowStock({ of: { low_stock } }: { of: Dashboard }) {
    const text = useText();
    const format = useFormat();
    const title = text('dashboard.low_stock');
    return (
        <Panel title={title}>
            {low_stock.length === 0 ? (
                <Empty icon={<Inventory />} title={text('dashboard.no_low_stock')} />
            ) : (
                <DataTable
                    label={title}
                    items={low_stock}
                    keyOf={({ variant_id }) => variant_id}
                    columns={[
                        {
                            name: text('dashboard.product'),
                            show: (each) => <ProductName of={each} />,
                        },
                        {
                            name: text('dashboard.available'),
                            isNumber: true,
                            show: ({ available }) => (
                                <Chip
                                    size="small"
                                    variant="outlined"
                                    color={available > 0 ? 'warning' : 'error'}
                                    label={format.integer(available)}
                                />
                            ),
                        },
                    ]}
                />
            )}
        </Panel>
    );
}
