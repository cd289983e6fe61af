-- order_status: the status of an order is the newest of its history, which has no gaps.
SELECT
    o.order_id,
    o.order_status_code,
    o.status_seq,
    o.is_frozen,
    n.order_status_code AS newest_status_code,
    COALESCE(c.changes, 0) AS changes
FROM orders AS o
INNER JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
LEFT JOIN order_status_changes AS n
    ON o.order_id = n.order_id AND o.status_seq = n.seq
LEFT JOIN (
    SELECT
        order_id,
        COUNT(*) AS changes
    FROM order_status_changes
    GROUP BY order_id
) AS c ON o.order_id = c.order_id
WHERE
    NOT (o.order_status_code <=> n.order_status_code OR (s.is_initial AND n.order_id IS NULL))
    OR o.status_seq <> COALESCE(c.changes, 0)
    OR o.is_frozen <> s.is_frozen;
