-- cart_item_set: set the quantity of a cart item.
-- Route:   PATCH /cart/items/{item_id}
-- Fails:   unauthenticated, not_found, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_item_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_item_set (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_cart_token VARCHAR(128),
    IN p_cart_item_id BIGINT UNSIGNED,
    IN p_quantity VARCHAR(64)
)
COMMENT 'Set the quantity of a cart item.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_qty INT;
    DECLARE v_cart_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('carts');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL visitor_enter(p_actor_id);
    SET v_qty = whole_number(p_quantity, 'quantity', 1, 100000);
    SET v_cart_id = cart_lock(p_actor_id, p_cart_token);
    IF NOT EXISTS (
        SELECT 1
        FROM cart_items
        WHERE cart_id = v_cart_id AND cart_item_id = p_cart_item_id
    ) THEN
        CALL fail('not_found', CONCAT('There is no item ', p_cart_item_id, ' in your cart.'));
    END IF;
    UPDATE cart_items
    SET item_qty = v_qty
    WHERE cart_id = v_cart_id AND cart_item_id = p_cart_item_id;
    CALL cart_limits_require(v_cart_id);
    CALL cart_answer(v_cart_id);

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_item_set TO store_api;
