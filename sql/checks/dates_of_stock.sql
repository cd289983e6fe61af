-- dates_of_stock: entries of stock follow each other in time as their numbers do, and one of an order is as old as the move that made it.
SELECT
    e.variant_id,
    e.stock_location_id,
    e.seq,
    e.created_at,
    p.created_at AS not_before
FROM stock_entries AS e
LEFT JOIN stock_entries AS p
    ON
        e.variant_id = p.variant_id
        AND e.stock_location_id = p.stock_location_id
        AND p.seq = e.seq - 1
WHERE
    e.created_at < p.created_at - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
    OR e.created_at > UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE
    OR (
        e.order_id IS NOT NULL
        AND NOT EXISTS (
            SELECT 1
            FROM order_status_changes AS c
            WHERE
                c.order_id = e.order_id
                AND c.stock_entry_kind_code = e.stock_entry_kind_code
                AND c.changed_at = e.created_at
        )
    );
