import Sell from '@mui/icons-material/SellOutlined';
import { useFormat } from '../../shared/format/useFormat';
import { useText } from '../../shared/i18n/useText';
import { DataTable } from '../../shared/parts/DataTable';
import { Empty } from '../../shared/parts/Empty';
import { Panel } from '../../shared/parts/Panel';
import type { Dashboard } from '../api/types';
import { ProductName } from './ProductName';

/** What sold best in the last 30 days. */
export function TopProducts({ of: { top_products, currency } }: { of: Dashboard }) {
    const text = useText();
    const format = useFormat();
    const title = text('dashboard.top_products');
    return (
        <Panel title={title}>
            {top_products.length === 0 ? (
                <Empty icon={<Sell />} title={text('dashboard.no_sales')} />
            ) : (
                <DataTable
                    label={title}
                    items={top_products}
                    keyOf={({ product_id }) => product_id}
                    columns={[
                        {
                            name: text('dashboard.product'),
                            show: (each) => <ProductName of={each} />,
                        },
                        {
                            name: text('dashboard.quantity'),
                            isNumber: true,
                            show: ({ quantity }) => format.integer(quantity),
                        },
                        {
                            name: text('dashboard.revenue'),
                            isNumber: true,
                            show: ({ revenue }) => format.money(revenue, currency),
                        },
                    ]}
                />
            )}
        </Panel>
    );
}
