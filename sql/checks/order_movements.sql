-- order_movements: what was consumed has left the shop once, and came back once if it was returned.
SELECT
    r.order_id,
    r.product_id,
    r.state,
    r.reserved_qty,
    s.moved_qty AS sold_qty,
    b.moved_qty AS returned_qty
FROM stock_reservations AS r
LEFT JOIN stock_movements AS s
    ON
        r.order_id = s.order_id
        AND r.product_id = s.product_id
        AND s.stock_movement_reason_code = 'sale'
LEFT JOIN stock_movements AS b
    ON
        r.order_id = b.order_id
        AND r.product_id = b.product_id
        AND b.stock_movement_reason_code = 'return'
WHERE
    COALESCE(s.moved_qty, 0) <> IF(r.state = 'consumed', -r.reserved_qty, 0)
    OR COALESCE(b.moved_qty, 0) <> IF(
        EXISTS (
            SELECT 1
            FROM order_status_changes AS c
            WHERE c.order_id = r.order_id AND c.stock_effect = 'return'
        ),
        r.reserved_qty,
        0
    );
