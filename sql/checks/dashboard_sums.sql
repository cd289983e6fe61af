-- dashboard_sums: the dashboard counts orders and stock as they are, as of its last count.
-- What is dated since then may still be committed, and is left out.
SELECT
    'order counted in another status' AS problem,
    o.order_status_code AS of_what,
    o.order_id AS id
FROM dashboard_state AS d
INNER JOIN orders AS o ON d.counted_at > o.updated_at
LEFT JOIN orders_counted AS c ON o.order_id = c.order_id
WHERE o.is_frozen AND NOT o.order_status_code <=> c.order_status_code
UNION ALL
SELECT
    'wrong count of orders' AS problem,
    u.order_status_code AS of_what,
    SUM(u.order_count) AS id
FROM (
    SELECT
        order_status_code,
        COUNT(*) AS order_count
    FROM orders_counted
    GROUP BY order_status_code
    UNION ALL
    SELECT
        order_status_code,
        -order_count
    FROM orders_by_status
) AS u
GROUP BY u.order_status_code
HAVING SUM(u.order_count) <> 0
UNION ALL
SELECT
    'wrong number of pieces' AS problem,
    s.available_qty AS of_what,
    s.variant_id AS id
FROM dashboard_state AS d
CROSS JOIN (
    SELECT
        variant_id,
        SUM(on_hand_qty - reserved_qty) AS available_qty
    FROM stock
    WHERE entry_seq > 0
    GROUP BY variant_id
) AS s
LEFT JOIN stock_available AS a ON s.variant_id = a.variant_id
WHERE
    d.counted_at IS NOT NULL
    AND NOT s.available_qty <=> a.available_qty
    AND NOT EXISTS(
        SELECT 1
        FROM stock_entries AS e
        WHERE
            e.variant_id = s.variant_id
            AND e.created_at >= d.counted_at
    );
