-- order_demand: what each order wants of the stock: the one place that sums it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW order_demand AS
SELECT
    order_id,
    variant_id,
    SUM(line_qty) AS demanded_qty
FROM order_lines
WHERE line_kind = 'piece'
GROUP BY order_id, variant_id;
GRANT SELECT ON order_demand TO store_report;
