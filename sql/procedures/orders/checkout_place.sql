-- checkout_place: order and pay in one call what a machine, a till or a guest names; all of it or nothing.
-- Route:   POST /checkout
-- Fails:   unauthenticated, rate_limited, email_not_verified, cart_empty, not_found, variant_required, insufficient_stock, product_unavailable, not_owned, order_not_payable, amount_mismatch, validation_failed, idempotency_conflict
-- Locks:   the count of the client of a guest, the order, the payment, stock in the order of its key, the key
-- Returns: one row: document (JSON); after insufficient_stock also rows: product_id, variant_id, name, requested, available
DROP PROCEDURE IF EXISTS checkout_place;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE checkout_place (
    IN p_session CHAR(32),
    IN p_idempotency_key VARCHAR(200),
    IN p_request JSON,
    IN p_client_address VARCHAR(45)
)
COMMENT 'Order and pay in one call what a machine, a till or a guest names; all of it or nothing.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_request_hash BINARY(32)
    DEFAULT UNHEX(SHA2(CAST(p_request AS CHAR), 256));
    DECLARE v_answer LONGTEXT;
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE v_email VARCHAR(254)
    DEFAULT NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.email')), 'null');
    DECLARE v_method VARCHAR(32)
    DEFAULT NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.payment.method')), 'null');
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        -- A retry, or a slower twin: the answer that was given is the answer.
        SET v_answer = idempotency_twin(
            v_owner_key, 'checkout_place', p_idempotency_key, v_request_hash
        );
        IF v_answer IS NOT NULL THEN
            SET @actor_id = NULL, @refusal_code = NULL;
            SELECT v_answer AS document;
        ELSE
            IF @refusal_code = 'insufficient_stock' THEN
                CALL items_short_answer(JSON_EXTRACT(p_request, '$.items'));
            END IF;
            CALL refusal_record('orders');
            RESIGNAL;
        END IF;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, '');
    SET v_owner_key = COALESCE(
        CONCAT('user:', @actor_id), CONCAT('email:', SHA2(v_email, 256))
    );
    IF @actor_id IS NULL THEN
        IF v_email IS NULL THEN
            CALL fail('unauthenticated', 'Log in, or give the e-mail address of the guest.');
        END IF;
        CALL try_spend('guest_order_client_limit', CONCAT('client:', p_client_address));
    END IF;
    INSERT INTO orders (
        user_id, email, customer_name, address_id, shipping_method_code, customer_note
    )
    VALUES (
        @actor_id,
        COALESCE(v_email, ''),
        COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.address.name')), ''),
        COALESCE(
            NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.address_id')), 'null'),
            address_take(@actor_id, JSON_EXTRACT(p_request, '$.address'), FALSE)
        ),
        JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.shipping_method')),
        COALESCE(NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.customer_note')), 'null'), '')
    );
    SET v_order_id = LAST_INSERT_ID();
    CALL order_lines_put(v_order_id, JSON_EXTRACT(p_request, '$.items'));
    INSERT INTO order_status_changes (order_id, order_status_code)
    SELECT
        v_order_id,
        to_status_code
    FROM order_status_transitions
    WHERE occasion = 'place';

    IF v_method = 'bobi' THEN
        CALL payment_take(
            v_order_id, v_method, JSON_UNQUOTE(JSON_EXTRACT(p_request, '$.payment.amount'))
        );
    ELSEIF v_method IS NOT NULL THEN
        CALL fail('order_not_payable', CONCAT(
            'payment.method: Nobody pays here by ', LEFT(v_method, 32), '.'
        ));
    END IF;
    SET v_answer = order_document(v_order_id);
    -- Under a key that was used before all of this is taken back, and its answer is given.
    INSERT INTO idempotency_keys (owner_key, operation, idempotency_key, request_hash, answer)
    VALUES (v_owner_key, 'checkout_place', p_idempotency_key, v_request_hash, v_answer);

    SELECT v_answer AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE checkout_place TO store_api;
