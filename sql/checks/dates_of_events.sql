-- dates_of_events: events follow each other in time as their numbers do, and one of an order is as old as its move.
SELECT
    n.event_id,
    n.happened_at,
    COALESCE(c.changed_at, n.not_before) AS wanted_at
FROM (
    SELECT
        event_id,
        order_id,
        order_seq,
        happened_at,
        LAG(happened_at) OVER (ORDER BY event_id) AS not_before
    FROM events
) AS n
LEFT JOIN order_status_changes AS c ON n.order_id = c.order_id AND n.order_seq = c.seq
WHERE
    n.happened_at < n.not_before - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
    OR n.happened_at > UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE
    OR n.happened_at <> c.changed_at;
