-- order_draft_lock: lock an order and refuse unless it is a draft.
-- Route:   internal
-- Fails:   not_found, order_frozen
-- Locks:   the order row
-- Returns: nothing
DROP PROCEDURE IF EXISTS order_draft_lock;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_draft_lock (
    IN p_order_id BIGINT UNSIGNED
)
COMMENT 'Lock an order and refuse unless it is a draft.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_status VARCHAR(32);

    SET v_status = (
        SELECT order_status_code
        FROM orders
        WHERE order_id = p_order_id
        FOR UPDATE
    );
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(p_order_id, 'NULL'), '.'));
    END IF;
    IF v_status <> 'draft' THEN
        CALL fail('order_frozen', CONCAT(
            'Order ', p_order_id, ' is ', v_status, ': its lines no longer change.'
        ));
    END IF;
END$$
DELIMITER ;
