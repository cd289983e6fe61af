-- dates_of_orders: orders and their moves follow each other in time as their numbers do, but for what one may have waited for a lock.
SELECT
    c.order_id,
    c.seq,
    c.changed_at,
    COALESCE(p.changed_at, o.created_at) AS not_before
FROM order_status_changes AS c
INNER JOIN orders AS o ON c.order_id = o.order_id
LEFT JOIN order_status_changes AS p ON c.order_id = p.order_id AND p.seq = c.seq - 1
WHERE
    c.changed_at
    < COALESCE(p.changed_at, IF(o.is_imported, c.changed_at, o.created_at))
    - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
    OR c.changed_at > UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE
UNION ALL
SELECT
    n.order_id,
    0 AS seq,
    n.created_at AS changed_at,
    n.not_before
FROM (
    SELECT
        order_id,
        created_at,
        LAG(created_at) OVER (ORDER BY order_id) AS not_before
    FROM orders
    WHERE NOT is_imported
) AS n
WHERE
    n.created_at < n.not_before - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
    OR n.created_at > UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE;
