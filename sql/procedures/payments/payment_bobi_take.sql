-- payment_bobi_take: take the exact price of an order by Bobi.
-- Route:   POST /orders/{order_id}/payments
-- Fails:   unauthenticated, not_found, order_not_payable, amount_mismatch, validation_failed, idempotency_conflict
-- Locks:   the idempotency key, the order, then its stock in product order
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS payment_bobi_take;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE payment_bobi_take (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_idempotency_key VARCHAR(200),
    IN p_order_id BIGINT UNSIGNED,
    IN p_amount VARCHAR(64)
)
COMMENT 'Take the exact price of an order by Bobi.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_answer JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('payments');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_actor_id, NULL);
    SET v_answer = idempotency_begin(
        p_actor_id, 'payment_take', p_idempotency_key,
        JSON_ARRAY('bobi', p_order_id, p_amount)
    );
    IF v_answer IS NULL THEN
        -- Locked for writing at once: MariaDB would share the row first and deadlock.
        IF NOT EXISTS (
            SELECT 1
            FROM orders
            WHERE order_id = p_order_id AND user_id = p_actor_id
            FOR UPDATE
        ) THEN
            CALL fail('not_found', CONCAT('You have no order ', p_order_id, '.'));
        END IF;
        -- The triggers of the payment check order and amount and make the order paid.
        INSERT INTO payments (order_id, payment_method_code, amount)
        VALUES (p_order_id, 'bobi', money(p_amount, 'amount'));
        SET v_answer = payment_document(LAST_INSERT_ID());
        CALL idempotency_end(p_actor_id, 'payment_take', p_idempotency_key, v_answer);
    END IF;

    SELECT v_answer AS document;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE payment_bobi_take TO store_api;
