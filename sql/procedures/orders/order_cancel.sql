-- order_cancel: cancel an order of the customer while its status allows that.
-- Route:   POST /orders/{order_id}/cancel
-- Fails:   unauthenticated, not_found, illegal_transition
-- Locks:   the order, then its stock in product order
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS order_cancel;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_cancel (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_order_id BIGINT UNSIGNED
)
COMMENT 'Cancel an order of the customer while its status allows that.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_actor_id, NULL);
    SET v_status = (
        SELECT order_status_code
        FROM orders
        WHERE order_id = p_order_id AND user_id = p_actor_id
        FOR UPDATE
    );
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('You have no order ', p_order_id, '.'));
    END IF;
    IF v_status <> 'cancelled' THEN
        IF NOT EXISTS (
            SELECT 1
            FROM order_status_transitions
            WHERE
                from_status_code = v_status
                AND to_status_code = 'cancelled'
                AND is_by_customer
        ) THEN
            CALL fail('illegal_transition', CONCAT(
                'Order ', p_order_id, ' is ', v_status, ' and can no longer be cancelled.'
            ));
        END IF;
        INSERT INTO order_status_changes (order_id, order_status_code)
        VALUES (p_order_id, 'cancelled');
    END IF;

    SELECT order_document(p_order_id) AS document;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_cancel TO store_api;
