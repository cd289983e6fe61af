-- order_cancel: cancel an order of the customer while its status allows that.
-- Route:   POST /orders/{order_id}/cancel
-- Fails:   unauthenticated, not_found, illegal_transition
-- Locks:   the order, then its stock
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS order_cancel;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_cancel (
    IN p_session CHAR(32),
    IN p_order_id BIGINT UNSIGNED
)
COMMENT 'Cancel an order of the customer while its status allows that.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE v_to_status VARCHAR(32);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    SELECT order_status_code
    INTO v_status
    FROM orders
    WHERE order_id = p_order_id AND user_id = @actor_id
    FOR UPDATE;
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('You have no order ', p_order_id, '.'));
    END IF;
    -- Cancelled already: the same again is no move.
    IF NOT EXISTS (
        SELECT 1
        FROM order_status_transitions
        WHERE to_status_code = v_status AND occasion = 'cancel'
    ) THEN
        SELECT to_status_code
        INTO v_to_status
        FROM order_status_transitions
        WHERE from_status_code = v_status AND occasion = 'cancel' AND is_by_customer;
        IF v_to_status IS NULL THEN
            CALL fail('illegal_transition', CONCAT(
                'Order ', p_order_id, ' is ', v_status, ' and can no longer be cancelled.'
            ));
        END IF;
        INSERT INTO order_status_changes (order_id, order_status_code)
        VALUES (p_order_id, v_to_status);
    END IF;

    SELECT order_document(p_order_id) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_cancel TO store_api;
