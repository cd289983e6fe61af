-- order_place: turn the cart of a customer into an order that waits for payment.
-- Route:   POST /orders
-- Fails:   unauthenticated, email_not_verified, cart_empty, insufficient_stock, product_unavailable, not_owned, validation_failed, idempotency_conflict
-- Locks:   the idempotency key, the cart, then stock in product order
-- Returns: one row: document (JSON); after insufficient_stock also rows: product_id, name, requested, available
DROP PROCEDURE IF EXISTS order_place;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE order_place (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_idempotency_key VARCHAR(200),
    IN p_address_id BIGINT UNSIGNED,
    IN p_address JSON,
    IN p_shipping_method_code VARCHAR(64),
    IN p_customer_note VARCHAR(600)
)
COMMENT 'Turn the cart of a customer into an order that waits for payment.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_answer JSON;
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE v_order_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        -- All products that are short, not only the first; by now they may be there again.
        IF @refusal_code = 'insufficient_stock' THEN
            SELECT
                product_id,
                name,
                item_qty AS requested,
                available_qty AS available
            FROM cart_lines
            WHERE cart_id = v_cart_id AND item_qty > available_qty
            ORDER BY product_id;
        END IF;
        CALL refusal_record('orders');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_actor_id, NULL);
    SET v_answer = idempotency_begin(
        p_actor_id, 'order_place', p_idempotency_key,
        JSON_ARRAY(p_address_id, p_address, p_shipping_method_code, p_customer_note)
    );
    IF v_answer IS NULL THEN
        IF (SELECT verified_at FROM users WHERE user_id = p_actor_id) IS NULL THEN
            CALL fail('email_not_verified', 'Follow the link in the verification mail first.');
        END IF;
        SET v_cart_id = cart_lock(p_actor_id, NULL);
        IF NOT EXISTS (SELECT 1 FROM cart_items WHERE cart_id = v_cart_id) THEN
            CALL fail('cart_empty', 'Your cart is empty.');
        END IF;

        INSERT INTO orders (user_id, address_id, shipping_method_code, customer_note)
        VALUES (
            p_actor_id,
            COALESCE(p_address_id, address_insert(p_actor_id, p_address, FALSE)),
            p_shipping_method_code,
            COALESCE(p_customer_note, '')
        );
        SET v_order_id = LAST_INSERT_ID();
        INSERT INTO order_lines (order_id, line_no, product_id, line_qty)
        SELECT
            v_order_id AS order_id,
            ROW_NUMBER() OVER (ORDER BY cart_item_id) AS line_no,
            product_id,
            item_qty
        FROM cart_items
        WHERE cart_id = v_cart_id
        ORDER BY cart_item_id;
        -- The history row is the move: its triggers queue the mail and reserve the stock.
        INSERT INTO order_status_changes (order_id, order_status_code)
        VALUES (v_order_id, 'ready_for_paying');
        DELETE FROM cart_items
        WHERE cart_id = v_cart_id;

        SET v_answer = order_document(v_order_id);
        CALL idempotency_end(p_actor_id, 'order_place', p_idempotency_key, v_answer);
    END IF;

    SELECT v_answer AS document;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE order_place TO store_api;
