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
    DECLARE v_is_frozen BOOLEAN;
    DECLARE v_is_imported BOOLEAN;

    SELECT
        is_frozen,
        is_imported
    INTO v_is_frozen, v_is_imported
    FROM orders
    WHERE order_id = p_order_id
    FOR UPDATE;
    IF NOT v_is_frozen <=> FALSE THEN
        CALL order_frozen_refuse(p_order_id);
    END IF;
    RETURN v_is_imported;
END$$
DELIMITER ;
