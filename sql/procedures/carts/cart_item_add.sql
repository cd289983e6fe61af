-- cart_item_add: put a product into the cart, or more of it.
-- Route:   POST /cart/items
-- Fails:   unauthenticated, not_found, variant_required, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_item_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_item_add (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_product_id BIGINT UNSIGNED,
    IN p_variant_id BIGINT UNSIGNED,
    IN p_quantity DECIMAL(20, 6)
)
COMMENT 'Put a product into the cart, or more of it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE v_is_old BOOLEAN;
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
    SET v_owner_key = IF(@actor_id IS NULL, CONCAT('guest:', SHA2(p_cart_token, 256)), CONCAT('user:', @actor_id));
    SELECT
        cart_id,
        updated_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    INTO v_cart_id, v_is_old
    FROM carts
    WHERE owner_key = v_owner_key
    FOR UPDATE;
    IF v_cart_id IS NULL THEN
        SET v_cart_id = cart_open(v_owner_key);
    ELSEIF v_is_old THEN
        -- It is in use: not to be purged. Once an hour is enough.
        UPDATE carts
        SET updated_at = UTC_TIMESTAMP(6)
        WHERE cart_id = v_cart_id;
    END IF;

    -- The cart is locked; ON DUPLICATE KEY would lock gaps and deadlock with other carts.
    BEGIN
        DECLARE v_is_there BOOLEAN DEFAULT FALSE;
        DECLARE CONTINUE HANDLER FOR 1062
        BEGIN
            SET v_is_there = TRUE;
            UPDATE cart_items AS i
            INNER JOIN variants AS v ON i.variant_id = v.variant_id
            SET i.item_qty = i.item_qty + p_quantity
            WHERE
                i.cart_id = v_cart_id
                AND i.choices_hash = ''
                AND v.product_id = COALESCE(p_product_id, v.product_id)
                AND v.variant_id = COALESCE(p_variant_id, v.variant_id);
        END;

        IF p_variant_id IS NULL THEN
            -- The product must have exactly one variant that is sold.
            INSERT INTO cart_items (cart_id, variant_id, item_qty)
            SELECT
                v_cart_id,
                MIN(variant_id),
                p_quantity
            FROM sellable_variants
            WHERE product_id = p_product_id
            HAVING COUNT(*) = 1;
        ELSE
            INSERT INTO cart_items (cart_id, variant_id, item_qty)
            SELECT
                v_cart_id,
                variant_id,
                p_quantity
            FROM sellable_variants
            WHERE variant_id = p_variant_id AND product_id = COALESCE(p_product_id, product_id);
        END IF;
        IF NOT v_is_there AND ROW_COUNT() = 0 THEN
            CALL sellable_refuse(p_product_id, p_variant_id);
        END IF;
    END;
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_item_add TO store_api;
