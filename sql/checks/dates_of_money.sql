-- dates_of_money: payments and entries follow each other in time as their numbers do, and an entry that moved its order is as old as that move.
SELECT
    e.order_id,
    e.seq,
    e.created_at,
    COALESCE(c.changed_at, p.created_at) AS wanted_at
FROM payment_entries AS e
INNER JOIN orders AS o ON e.order_id = o.order_id
LEFT JOIN payment_entries AS p ON e.order_id = p.order_id AND p.seq = e.seq - 1
LEFT JOIN order_status_changes AS c ON e.order_id = c.order_id AND e.seq = c.payment_seq
WHERE
    e.created_at < p.created_at - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
    OR e.created_at <> c.changed_at
    OR e.created_at > UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE
    OR (NOT o.is_imported AND e.created_at < o.created_at)
UNION ALL
SELECT
    n.order_id,
    0 AS seq,
    n.created_at,
    n.not_before AS wanted_at
FROM (
    SELECT
        a.order_id,
        a.created_at,
        LAG(a.created_at) OVER (ORDER BY a.payment_id) AS not_before
    FROM payments AS a
    INNER JOIN orders AS o ON a.order_id = o.order_id
    WHERE NOT o.is_imported
) AS n
WHERE
    n.created_at < n.not_before - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
    OR n.created_at > UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE;
