-- stock_shortage_settle: let go of the newest orders that hold pieces which a count has not found.
-- Route:   internal
-- Fails:   none
-- Locks:   the orders that hold pieces, then their stock
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

    SELECT reserved_qty
    INTO v_reserved
    FROM stock
    WHERE variant_id = p_variant_id AND stock_location_id = p_stock_location_id;
    IF v_reserved > p_counted THEN
        CALL stock_holders_lock(p_variant_id, p_stock_location_id);
    END IF;
    WHILE v_reserved > p_counted DO
        SET v_order_id = NULL;
        SELECT
            o.order_id,
            (
                SELECT t.to_status_code
                FROM order_status_transitions AS t
                WHERE t.from_status_code = o.order_status_code AND t.occasion = 'shortage'
            ) AS to_status_code
        INTO v_order_id, v_to_status
        FROM orders AS o
        INNER JOIN (
            SELECT
                e.order_id,
                MAX(e.seq) AS last_seq
            FROM stock_entries AS e
            WHERE
                e.variant_id = p_variant_id
                AND e.stock_location_id = p_stock_location_id
            GROUP BY e.order_id
            HAVING SUM(e.reserved_delta) > 0
        ) AS h ON o.order_id = h.order_id
        HAVING to_status_code IS NOT NULL
        ORDER BY h.last_seq DESC
        LIMIT 1
        FOR UPDATE; -- noqa: PRS
        -- Some of them may have let go while we waited.
        SELECT reserved_qty
        INTO v_reserved
        FROM stock
        WHERE variant_id = p_variant_id AND stock_location_id = p_stock_location_id
        FOR UPDATE; -- noqa: PRS
        IF v_order_id IS NULL THEN
            SET v_reserved = NULL;
        ELSEIF v_reserved > p_counted THEN
            INSERT INTO order_status_changes (order_id, order_status_code, note)
            VALUES (v_order_id, v_to_status, 'A stock count found too few pieces.');
        END IF;
    END WHILE;
END$$
DELIMITER ;
