-- cart_item_add: put a product into the cart, or more of it.
-- Route:   POST /cart/items
-- Fails:   unauthenticated, rate_limited, not_found, variant_required, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_item_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_item_add (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_product_id BIGINT UNSIGNED,
    IN p_variant_id BIGINT UNSIGNED,
    IN p_quantity DECIMAL(20, 6),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Put a product into the cart, or more of it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE v_opened_id BIGINT UNSIGNED;
    DECLARE v_is_old BOOLEAN;
    DECLARE v_variant_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('carts');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, '');
    -- Wider than a quantity, so that half a piece is refused and not rounded.
    IF NOT (p_quantity BETWEEN 1 AND 100000 AND p_quantity = FLOOR(p_quantity)) <=> TRUE THEN
        CALL fail('validation_failed', 'quantity: Must be a whole number from 1 to 100000.');
    END IF;
    SET v_owner_key = IF(
        @actor_id IS NULL, CONCAT('guest:', SHA2(p_cart_token, 256)), CONCAT('user:', @actor_id)
    );
    -- What cart_lock does, but the variant is looked up in the same statement: a hot call.
    REPEAT
        SELECT
            c.cart_id,
            c.updated_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR,
            -- Without a variant the product must have exactly one that is sold.
            (
                SELECT IF(COUNT(*) = 1, MIN(v.variant_id), NULL)
                FROM sellable_variants AS v
                WHERE v.product_id = p_product_id
            )
        INTO v_cart_id, v_is_old, v_variant_id
        FROM carts AS c
        WHERE c.owner_key = v_owner_key
        FOR UPDATE;
        IF v_cart_id IS NULL THEN
            -- Not by DO, which forgets errors on MariaDB.
            SET v_opened_id = cart_open(v_owner_key, p_client_address);
        END IF;
    UNTIL v_cart_id IS NOT NULL END REPEAT;
    IF v_is_old THEN
        -- It is in use: not to be purged. Once an hour is enough.
        UPDATE carts
        SET updated_at = UTC_TIMESTAMP(6)
        WHERE cart_id = v_cart_id;
    END IF;
    IF p_variant_id IS NOT NULL THEN
        SET v_variant_id = NULL;
        SELECT variant_id
        INTO v_variant_id
        FROM sellable_variants
        WHERE variant_id = p_variant_id AND product_id = COALESCE(p_product_id, product_id);
    END IF;
    IF v_variant_id IS NULL THEN
        CALL sellable_refuse(p_product_id, p_variant_id);
    END IF;

    -- The cart is locked; ON DUPLICATE KEY would lock gaps and deadlock with other carts.
    BEGIN
        DECLARE CONTINUE HANDLER FOR 1062
        UPDATE cart_items
        SET item_qty = item_qty + p_quantity
        WHERE
            cart_id = v_cart_id
            AND variant_id = v_variant_id
            -- Sixteen zero bytes, which '' alone equals only where an index is used.
            AND choices_hash = CAST('' AS BINARY(16));

        INSERT INTO cart_items (cart_id, variant_id, item_qty)
        VALUES (v_cart_id, v_variant_id, p_quantity);
    END;
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_item_add TO store_api;
