-- order_draft_lock: lock an order, refuse unless it is a draft, tell whether it is history.
-- Route:   internal
-- Fails:   not_found, order_frozen
-- Locks:   the order row
-- Returns: boolean
DROP FUNCTION IF EXISTS order_draft_lock;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION order_draft_lock (
    p_order_id BIGINT UNSIGNED
)
RETURNS BOOLEAN
COMMENT 'Lock an order, refuse unless it is a draft, tell whether it is history.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE v_is_imported BOOLEAN;

    SELECT
        order_status_code,
        is_imported
    INTO v_status, v_is_imported
    FROM orders
    WHERE order_id = p_order_id
    FOR UPDATE;
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(p_order_id, 'NULL'), '.'));
    END IF;
    IF v_status <> 'draft' THEN
        CALL fail('order_frozen', CONCAT(
            'Order ', p_order_id, ' is ', v_status, ': its lines no longer change.'
        ));
    END IF;
    RETURN v_is_imported;
END$$
DELIMITER ;
