-- order_frozen_refuse: say why the lines of an order cannot change.
-- Route:   internal
-- Fails:   not_found, order_frozen
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS order_frozen_refuse;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_frozen_refuse (
    IN p_order_id BIGINT UNSIGNED
)
COMMENT 'Say why the lines of an order cannot change.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_status VARCHAR(32);

    SELECT order_status_code
    INTO v_status
    FROM orders
    WHERE order_id = p_order_id;
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(p_order_id, 'NULL'), '.'));
    END IF;
    CALL fail('order_frozen', CONCAT(
        'Order ', p_order_id, ' is ', v_status, ': its lines no longer change.'
    ));
END$$
DELIMITER ;
