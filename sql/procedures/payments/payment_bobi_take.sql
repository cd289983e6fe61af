-- payment_bobi_take: take the exact price of an order by Bobi.
-- Route:   POST /orders/{order_id}/payments
-- Fails:   unauthenticated, not_found, order_not_payable, amount_mismatch, validation_failed, idempotency_conflict
-- Locks:   the order, the key
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS payment_bobi_take;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE payment_bobi_take (
    IN p_session CHAR(32),
    IN p_idempotency_key VARCHAR(200),
    IN p_order_id BIGINT UNSIGNED,
    IN p_amount DECIMAL(20, 6)
)
COMMENT 'Take the exact price of an order by Bobi.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_request_hash BINARY(32)
    DEFAULT UNHEX(SHA2(CAST(JSON_ARRAY('bobi', p_order_id, p_amount) AS CHAR), 256));
    DECLARE v_answer LONGTEXT;
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        -- A retry, or a slower twin: the answer that was given is the answer.
        SET v_answer = idempotency_twin(
            v_owner_key, 'payment_take', p_idempotency_key, v_request_hash
        );
        IF v_answer IS NOT NULL THEN
            SET @actor_id = NULL, @refusal_code = NULL;
            SELECT v_answer AS document;
        ELSE
            CALL refusal_record('payments');
            RESIGNAL;
        END IF;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    SET v_owner_key = CONCAT('user:', @actor_id);
    SELECT order_id
    INTO v_order_id
    FROM orders
    WHERE order_id = p_order_id AND user_id = @actor_id
    FOR UPDATE;
    IF v_order_id IS NULL THEN
        CALL fail('not_found', CONCAT('You have no order ', p_order_id, '.'));
    END IF;
    -- The triggers of the money check order and amount and make the order paid.
    CALL payment_take(v_order_id, 'bobi', p_amount);
    SET v_answer = payment_document(LAST_INSERT_ID());
    -- Under a key that was used before all of this is taken back, and its answer is given.
    INSERT INTO idempotency_keys (owner_key, operation, idempotency_key, request_hash, answer)
    VALUES (v_owner_key, 'payment_take', p_idempotency_key, v_request_hash, v_answer);

    SELECT v_answer AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE payment_bobi_take TO store_api;
