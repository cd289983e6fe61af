-- orders_count: count the orders that moved since a time by their status, or all of them anew.
-- Route:   internal
-- Fails:   none
-- Locks:   the counts, which only who holds the state of the dashboard changes
-- Returns: OUT p_counted
DROP PROCEDURE IF EXISTS orders_count;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE orders_count (
    IN p_since DATETIME(6),
    OUT p_counted INT
)
COMMENT 'Count the orders that moved since a time by their status, or all of them anew.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    IF p_since IS NULL THEN
        DELETE FROM orders_counted;
        DELETE FROM orders_by_status;
    END IF;

    -- Each order is looked at once: it may move while this counts.
    INSERT INTO orders_moved (order_id, from_status_code, to_status_code)
    SELECT
        o.order_id,
        c.order_status_code AS from_status_code,
        o.order_status_code AS to_status_code
    FROM orders AS o
    LEFT JOIN orders_counted AS c ON o.order_id = c.order_id
    WHERE
        o.updated_at >= COALESCE(p_since, '1000-01-01')
        AND o.is_frozen
        AND NOT o.order_status_code <=> c.order_status_code;
    SET p_counted = ROW_COUNT();

    IF p_counted > 0 THEN
        INSERT INTO orders_by_status (order_status_code, order_count)
        SELECT
            m.order_status_code,
            SUM(m.order_count) AS order_count
        FROM (
            SELECT
                to_status_code AS order_status_code,
                1 AS order_count
            FROM orders_moved
            UNION ALL
            SELECT
                from_status_code AS order_status_code,
                -1 AS order_count
            FROM orders_moved
            WHERE from_status_code IS NOT NULL
        ) AS m
        GROUP BY m.order_status_code
        ON DUPLICATE KEY UPDATE
            order_count = orders_by_status.order_count + VALUES(order_count);

        INSERT INTO orders_counted (order_id, order_status_code)
        SELECT
            order_id,
            to_status_code AS order_status_code
        FROM orders_moved
        ON DUPLICATE KEY UPDATE
            order_status_code = VALUES(order_status_code);
        DELETE FROM orders_moved;
    END IF;
END$$
DELIMITER ;
