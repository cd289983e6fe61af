-- order_allocations: what each order holds, has shipped and has got back, by variant and location, as the ledger says.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW order_allocations AS
SELECT
    order_id,
    variant_id,
    stock_location_id,
    SUM(reserved_delta) AS reserved_qty,
    -SUM(LEAST(on_hand_delta, 0)) AS shipped_qty,
    SUM(GREATEST(on_hand_delta, 0)) AS returned_qty
FROM stock_entries
WHERE order_id IS NOT NULL
GROUP BY order_id, variant_id, stock_location_id;
GRANT SELECT ON order_allocations TO store_api;
GRANT SELECT ON order_allocations TO store_report;
