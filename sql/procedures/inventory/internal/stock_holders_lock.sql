-- stock_holders_lock: lock the orders that hold pieces of a variant, then all stock that they hold, in the order of the keys.
-- Route:   internal
-- Fails:   none
-- Locks:   the orders, then stock in the order of its key
-- Returns: nothing
DROP PROCEDURE IF EXISTS stock_holders_lock;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_holders_lock (
    IN p_variant_id BIGINT UNSIGNED,
    IN p_stock_location_id SMALLINT UNSIGNED
)
COMMENT 'Lock the orders that hold pieces of a variant, then all stock that they hold, in the order of the keys.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_order_id BIGINT UNSIGNED DEFAULT 0;
    DECLARE v_variant_id BIGINT UNSIGNED DEFAULT 0;
    DECLARE v_rows INT;

    WHILE v_order_id IS NOT NULL DO
        SELECT MIN(h.order_id)
        INTO v_order_id
        FROM (
            SELECT e.order_id
            FROM stock_entries AS e
            WHERE
                e.variant_id = p_variant_id
                AND e.stock_location_id = p_stock_location_id
                AND e.order_id > v_order_id
            GROUP BY e.order_id
            HAVING SUM(e.reserved_delta) > 0
        ) AS h;
        SELECT COUNT(*)
        INTO v_rows
        FROM orders
        WHERE order_id = v_order_id
        FOR UPDATE;
    END WHILE;
    WHILE v_variant_id IS NOT NULL DO
        SELECT MIN(a.variant_id)
        INTO v_variant_id
        FROM stock_entries AS a
        INNER JOIN (
            SELECT e.order_id
            FROM stock_entries AS e
            WHERE
                e.variant_id = p_variant_id
                AND e.stock_location_id = p_stock_location_id
            GROUP BY e.order_id
            HAVING SUM(e.reserved_delta) > 0
        ) AS h ON a.order_id = h.order_id
        WHERE a.variant_id > v_variant_id;
        SELECT COUNT(*)
        INTO v_rows
        FROM stock
        WHERE variant_id = v_variant_id
        FOR UPDATE;
    END WHILE;
END$$
DELIMITER ;
