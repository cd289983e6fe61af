-- reservations_of_orders: nothing is set aside that no order asked for.
SELECT
    r.order_id,
    r.product_id,
    r.reserved_qty,
    r.state
FROM stock_reservations AS r
INNER JOIN orders AS o ON r.order_id = o.order_id
LEFT JOIN order_lines AS l
    ON r.order_id = l.order_id AND r.product_id = l.product_id
WHERE
    l.order_id IS NULL
    OR o.order_status_code = 'draft'
    OR o.is_imported;
