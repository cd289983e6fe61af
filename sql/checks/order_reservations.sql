-- order_reservations: an order that was placed has set aside exactly what its lines say, and holds it while it waits.
SELECT
    l.order_id,
    l.product_id,
    l.order_status_code,
    l.line_qty,
    r.reserved_qty,
    r.state
FROM (
    SELECT
        o.order_id,
        o.order_status_code,
        l.product_id,
        SUM(l.line_qty) AS line_qty
    FROM orders AS o
    INNER JOIN order_lines AS l ON o.order_id = l.order_id
    WHERE NOT o.is_imported AND o.order_status_code <> 'draft'
    GROUP BY o.order_id, o.order_status_code, l.product_id
) AS l
LEFT JOIN stock_reservations AS r
    ON l.order_id = r.order_id AND l.product_id = r.product_id
WHERE
    r.order_id IS NULL
    OR r.reserved_qty <> l.line_qty
    OR r.state <> CASE
        WHEN l.order_status_code = 'ready_for_paying' THEN 'held'
        WHEN l.order_status_code IN ('cancelled', 'expired') THEN 'released'
        ELSE 'consumed'
    END;
