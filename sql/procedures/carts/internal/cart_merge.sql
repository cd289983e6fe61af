-- cart_merge: let the cart of a guest join the cart of the user who logs in.
-- Route:   internal
-- Fails:   validation_failed, rate_limited
-- Locks:   both carts
-- Returns: nothing
DROP PROCEDURE IF EXISTS cart_merge;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_merge (
    IN p_user_id BIGINT UNSIGNED,
    IN p_cart_token VARCHAR(128)
)
COMMENT 'Let the cart of a guest join the cart of the user who logs in.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_guest_cart_id BIGINT UNSIGNED;
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE v_most INT DEFAULT setting('cart_quantity_limit');
    DECLARE v_free INT;

    SELECT cart_id
    INTO v_guest_cart_id
    FROM carts
    WHERE owner_key = CONCAT('guest:', SHA2(p_cart_token, 256))
    FOR UPDATE;
    IF v_guest_cart_id IS NOT NULL THEN
        SET v_cart_id = cart_open(CONCAT('user:', p_user_id), NULL);
        -- What stands in both is added up; of the rest as much comes along as there is room for.
        UPDATE cart_items AS u
        INNER JOIN cart_items AS g
            ON u.variant_id = g.variant_id AND u.choices_hash = g.choices_hash
        SET u.item_qty = LEAST(u.item_qty + g.item_qty, v_most)
        WHERE u.cart_id = v_cart_id AND g.cart_id = v_guest_cart_id;
        SELECT GREATEST(setting('cart_line_limit') - COUNT(*), 0)
        INTO v_free
        FROM cart_items
        WHERE cart_id = v_cart_id;
        INSERT INTO cart_items (cart_id, variant_id, choices_hash, choices, item_qty)
        SELECT
            v_cart_id,
            g.variant_id,
            g.choices_hash,
            g.choices,
            LEAST(g.item_qty, v_most)
        FROM cart_items AS g
        LEFT JOIN cart_items AS u
            ON
                u.cart_id = v_cart_id
                AND g.variant_id = u.variant_id
                AND g.choices_hash = u.choices_hash
        WHERE g.cart_id = v_guest_cart_id AND u.cart_id IS NULL
        ORDER BY g.cart_item_id
        LIMIT v_free;
        DELETE FROM cart_items
        WHERE cart_id = v_guest_cart_id;
        DELETE FROM carts
        WHERE cart_id = v_guest_cart_id;
    END IF;
END$$
DELIMITER ;
