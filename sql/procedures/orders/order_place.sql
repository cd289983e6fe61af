-- order_place: turn the cart of a customer into an order that waits for payment, or is paid where it costs nothing.
-- Route:   POST /orders
-- Fails:   unauthenticated, email_not_verified, cart_empty, insufficient_stock, product_unavailable, not_owned, validation_failed, idempotency_conflict
-- Locks:   the cart, the order, stock in the order of its key, the key
-- Returns: one row: document (JSON); after insufficient_stock also rows: product_id, variant_id, name, requested, available
DROP PROCEDURE IF EXISTS order_place;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_place (
    IN p_session CHAR(32),
    IN p_idempotency_key VARCHAR(200),
    IN p_address_id BIGINT UNSIGNED,
    IN p_address JSON,
    IN p_shipping_method_code VARCHAR(64),
    IN p_customer_note VARCHAR(600)
)
COMMENT 'Turn the cart of a customer into an order that waits for payment, or is paid where it costs nothing.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_request_hash BINARY(32)
    DEFAULT UNHEX(SHA2(CAST(
        JSON_ARRAY(p_address_id, p_address, p_shipping_method_code, p_customer_note) AS CHAR
    ), 256));
    DECLARE v_answer LONGTEXT;
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        -- A retry, or a slower twin: the answer that was given is the answer.
        SET v_answer = idempotency_twin(
            v_owner_key, 'order_place', p_idempotency_key, v_request_hash
        );
        IF v_answer IS NOT NULL THEN
            SET @actor_id = NULL, @refusal_code = NULL;
            SELECT v_answer AS document;
        ELSE
            -- All that is short, not only the first; by now it may be there again.
            IF @refusal_code = 'insufficient_stock' THEN
                SELECT
                    product_id,
                    variant_id,
                    name,
                    item_qty AS requested,
                    available_qty AS available
                FROM cart_lines
                WHERE cart_id = v_cart_id AND item_qty > available_qty
                ORDER BY cart_item_id;
            END IF;
            CALL refusal_record('orders');
            RESIGNAL;
        END IF;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    SET v_owner_key = CONCAT('user:', @actor_id);
    SELECT cart_id
    INTO v_cart_id
    FROM carts
    WHERE owner_key = v_owner_key
    FOR UPDATE;
    INSERT INTO orders (user_id, address_id, shipping_method_code, customer_note)
    VALUES (
        @actor_id,
        COALESCE(p_address_id, address_take(@actor_id, p_address, FALSE)),
        p_shipping_method_code,
        COALESCE(p_customer_note, '')
    );
    SET v_order_id = LAST_INSERT_ID();
    INSERT INTO order_lines (order_id, line_no, variant_id, choices, line_qty)
    SELECT
        v_order_id,
        ROW_NUMBER() OVER (ORDER BY cart_item_id),
        variant_id,
        choices,
        item_qty
    FROM cart_items
    WHERE cart_id = v_cart_id
    ORDER BY cart_item_id;
    IF ROW_COUNT() = 0 THEN
        CALL fail('cart_empty', 'Your cart is empty.');
    END IF;
    -- The history row is the move: its triggers tell of it and reserve the stock.
    INSERT INTO order_status_changes (order_id, order_status_code)
    SELECT
        v_order_id,
        to_status_code
    FROM order_status_transitions
    WHERE occasion = 'place';

    DELETE FROM cart_items
    WHERE cart_id = v_cart_id;
    SET v_answer = order_document(v_order_id);
    -- Under a key that was used before all of this is taken back, and its answer is given.
    INSERT INTO idempotency_keys (owner_key, operation, idempotency_key, request_hash, answer)
    VALUES (v_owner_key, 'order_place', p_idempotency_key, v_request_hash, v_answer);

    SELECT v_answer AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_place TO store_api;
