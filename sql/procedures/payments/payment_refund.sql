-- payment_refund: give money of an order back; an order whose money is all back moves on where its flow says so.
-- Route:   POST /orders/{order_id}/refunds
-- Fails:   unauthenticated, forbidden, not_found, refund_too_large, validation_failed, idempotency_conflict
-- Locks:   the order, the key, where the order moves on also its stock
-- Returns: one row: document (JSON) of the order
DROP PROCEDURE IF EXISTS payment_refund;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE payment_refund (
    IN p_session CHAR(32),
    IN p_idempotency_key VARCHAR(200),
    IN p_order_id BIGINT UNSIGNED,
    IN p_amount DECIMAL(20, 6),
    IN p_note VARCHAR(255)
)
COMMENT 'Give money of an order back; an order whose money is all back moves on where its flow says so.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_request_hash BINARY(32)
    DEFAULT UNHEX(SHA2(CAST(JSON_ARRAY(p_order_id, p_amount, p_note) AS CHAR), 256));
    DECLARE v_answer LONGTEXT;
    DECLARE v_left DECIMAL(12, 2);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        -- A retry, or a slower twin: the answer that was given is the answer.
        SET v_answer = idempotency_twin(
            v_owner_key, 'payment_refund', p_idempotency_key, v_request_hash
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
    CALL actor_enter(p_session, 'payments.update');
    SET v_owner_key = CONCAT('user:', @actor_id);
    SELECT captured_amount - refunded_amount
    INTO v_left
    FROM orders
    WHERE order_id = p_order_id
    FOR UPDATE;
    IF v_left IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', p_order_id, '.'));
    END IF;
    -- Wider than money, so that a third decimal is refused and not rounded away.
    IF COALESCE(p_amount, v_left) <= 0 OR p_amount <> ROUND(p_amount, 2) THEN
        CALL fail('validation_failed', 'amount: There is nothing of that amount to give back.');
    END IF;
    IF p_amount > v_left THEN
        CALL fail('refund_too_large', CONCAT('Only ', v_left, ' can be given back.'));
    END IF;
    CALL payments_give_back(p_order_id, COALESCE(p_amount, v_left), COALESCE(p_note, ''));
    SET v_answer = order_document(p_order_id);
    -- Under a key that was used before all of this is taken back, and its answer is given.
    INSERT INTO idempotency_keys (owner_key, operation, idempotency_key, request_hash, answer)
    VALUES (v_owner_key, 'payment_refund', p_idempotency_key, v_request_hash, v_answer);

    SELECT v_answer AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE payment_refund TO store_api;
