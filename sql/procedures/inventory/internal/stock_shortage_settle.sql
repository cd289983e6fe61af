-- stock_shortage_settle: let go of the newest orders that hold pieces which a count has not found.
-- Route:   internal
-- Fails:   none
-- Locks:   the orders, then their stock
-- Returns: nothing
DROP PROCEDURE IF EXISTS stock_shortage_settle;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE stock_shortage_settle (
    IN p_variant_id BIGINT UNSIGNED,
    IN p_stock_location_id SMALLINT UNSIGNED,
    IN p_counted INT
)
COMMENT 'Let go of the newest orders that hold pieces which a count has not found.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_reserved INT;
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE v_to_status VARCHAR(32);

    settle: LOOP
        SELECT reserved_qty
        INTO v_reserved
        FROM stock
        WHERE variant_id = p_variant_id AND stock_location_id = p_stock_location_id;
        SET v_order_id = NULL;
        IF v_reserved > p_counted THEN
            SELECT
                e.order_id,
                t.to_status_code
            INTO v_order_id, v_to_status
            FROM stock_entries AS e
            INNER JOIN orders AS o ON e.order_id = o.order_id
            INNER JOIN order_status_transitions AS t
                ON o.order_status_code = t.from_status_code AND t.occasion = 'shortage'
            WHERE
                e.variant_id = p_variant_id
                AND e.stock_location_id = p_stock_location_id
                AND e.reserved_delta > 0
            ORDER BY e.seq DESC
            LIMIT 1;
        END IF;
        IF v_order_id IS NULL THEN
            LEAVE settle;
        END IF;
        -- The move locks the order before its stock, and releases all that it holds.
        INSERT INTO order_status_changes (order_id, order_status_code, note)
        VALUES (v_order_id, v_to_status, 'A stock count found too few pieces.');
    END LOOP;
END$$
DELIMITER ;
