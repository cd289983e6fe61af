-- cart_item_set: set the quantity of a cart item.
-- Route:   PATCH /cart/items/{item_id}
-- Fails:   unauthenticated, rate_limited, not_found, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_item_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_item_set (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_cart_item_id BIGINT UNSIGNED,
    IN p_quantity DECIMAL(20, 6),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Set the quantity of a cart item.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_cart_id BIGINT UNSIGNED;
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
    CALL cart_lock(p_cart_token, p_client_address, v_cart_id);

    UPDATE cart_items
    SET item_qty = p_quantity
    WHERE cart_id = v_cart_id AND cart_item_id = p_cart_item_id;
    IF NOT EXISTS (
        SELECT 1
        FROM cart_items
        WHERE cart_id = v_cart_id AND cart_item_id = p_cart_item_id
    ) THEN
        CALL fail('not_found', CONCAT('There is no item ', p_cart_item_id, ' in your cart.'));
    END IF;
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_item_set TO store_api;
