-- cart_merge: let the cart of a guest join the cart of the user who logs in.
-- Route:   internal
-- Fails:   validation_failed
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

    SELECT cart_id
    INTO v_guest_cart_id
    FROM carts
    WHERE owner_key = CONCAT('guest:', SHA2(p_cart_token, 256))
    FOR UPDATE;
    IF v_guest_cart_id IS NOT NULL THEN
        SET v_cart_id = cart_open(CONCAT('user:', p_user_id));
        INSERT INTO cart_items (cart_id, variant_id, choices_hash, choices, item_qty)
        SELECT
            v_cart_id,
            g.variant_id,
            g.choices_hash,
            g.choices,
            g.item_qty
        FROM cart_items AS g
        WHERE g.cart_id = v_guest_cart_id
        ORDER BY g.cart_item_id
        LIMIT 100
        ON DUPLICATE KEY UPDATE
            item_qty = LEAST(cart_items.item_qty + g.item_qty, v_most);
        DELETE FROM cart_items
        WHERE cart_id = v_guest_cart_id;
        DELETE FROM carts
        WHERE cart_id = v_guest_cart_id;
    END IF;
END$$
DELIMITER ;
