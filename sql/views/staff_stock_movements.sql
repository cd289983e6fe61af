-- staff_stock_movements: the ledger of stock as staff see it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_stock_movements AS
SELECT
    m.stock_movement_id AS id,
    m.product_id,
    p.sku,
    m.stock_movement_reason_code AS reason,
    m.moved_qty AS quantity,
    m.after_qty AS on_hand_after,
    m.order_id,
    m.note,
    m.actor_id,
    m.created_at
FROM stock_movements AS m
INNER JOIN products AS p ON m.product_id = p.product_id;
GRANT SELECT ON staff_stock_movements TO store_api;
