-- order_status_set: move an order along its status flow.
-- Route:   PUT, PATCH /orders/{order_id}
-- Fails:   unauthenticated, forbidden, not_found, illegal_transition
-- Locks:   the order, then its stock in product order
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS order_status_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_status_set (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_order_id BIGINT UNSIGNED,
    IN p_status_code VARCHAR(64),
    IN p_note VARCHAR(600)
)
COMMENT 'Move an order along its status flow.'
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
    CALL actor_enter(p_actor_id, 'orders.update');
    SET v_status = (
        SELECT order_status_code FROM orders WHERE order_id = p_order_id FOR UPDATE
    );
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', p_order_id, '.'));
    END IF;

    -- The history row is the move; the same status again is no move.
    IF v_status <> p_status_code THEN
        IF NOT EXISTS (
            SELECT 1
            FROM order_status_transitions
            WHERE
                from_status_code = v_status
                AND to_status_code = p_status_code
                AND is_by_staff
        ) THEN
            CALL fail('illegal_transition', CONCAT(
                'Order ', p_order_id, ' is ', v_status, ' and cannot become ', p_status_code, '.'
            ));
        END IF;
        INSERT INTO order_status_changes (order_id, order_status_code, note)
        VALUES (p_order_id, p_status_code, COALESCE(p_note, ''));
    END IF;

    SELECT order_document(p_order_id) AS document;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_status_set TO store_api;
