-- order_status_set: move an order along its status flow; where the money must be back, it is given back.
-- Route:   PUT, PATCH /orders/{order_id}
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, illegal_transition, insufficient_stock
-- Locks:   the order, then its stock
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS order_status_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_status_set (
    IN p_session CHAR(32),
    IN p_order_id BIGINT UNSIGNED,
    IN p_status_code VARCHAR(64),
    IN p_note VARCHAR(600),
    IN p_version INT UNSIGNED
)
COMMENT 'Move an order along its status flow; where the money must be back, it is given back.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_version INT UNSIGNED;
    DECLARE v_status VARCHAR(32);
    DECLARE v_occasion VARCHAR(16);
    DECLARE v_left DECIMAL(12, 2);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'orders.update');
    SELECT
        version,
        order_status_code,
        captured_amount - refunded_amount
    INTO v_version, v_status, v_left
    FROM orders
    WHERE order_id = p_order_id
    FOR UPDATE;
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', p_order_id, '.'));
    END IF;

    -- Who names no version asks for none.
    IF p_version IS NOT NULL AND NOT v_version <=> p_version THEN
        CALL fail('precondition_failed', CONCAT(
            'Order ', p_order_id, ' was changed: it is version ', v_version, ' now.'
        ));
    END IF;

    -- The history row is the move; the same status again is no move.
    IF NOT v_status <=> p_status_code THEN
        SELECT occasion
        INTO v_occasion
        FROM order_status_transitions
        WHERE
            from_status_code = v_status
            AND to_status_code = p_status_code
            AND is_by_staff;
        IF v_occasion IS NULL THEN
            CALL fail('illegal_transition', CONCAT(
                'Order ', p_order_id, ' is ', v_status, ' and cannot become ',
                COALESCE(LEFT(p_status_code, 32), 'NULL'), '.'
            ));
        END IF;
        IF v_occasion = 'repay' AND v_left > 0 THEN
            -- The last entry takes the order along.
            CALL payments_give_back(p_order_id, v_left, COALESCE(LEFT(p_note, 255), ''));
        ELSE
            INSERT INTO order_status_changes (order_id, order_status_code, note)
            VALUES (p_order_id, p_status_code, COALESCE(p_note, ''));
        END IF;
    END IF;

    SELECT order_document(p_order_id) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_status_set TO store_api;
