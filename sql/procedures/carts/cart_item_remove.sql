-- cart_item_remove: take an item out of the cart.
-- Route:   DELETE /cart/items/{item_id}
-- Fails:   unauthenticated, rate_limited, not_found, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_item_remove;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_item_remove (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_cart_item_id BIGINT UNSIGNED,
    IN p_client_address VARCHAR(45)
)
COMMENT 'Take an item out of the cart.'
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
    CALL cart_lock(p_cart_token, p_client_address, v_cart_id);

    DELETE FROM cart_items
    WHERE cart_id = v_cart_id AND cart_item_id = p_cart_item_id;
    IF ROW_COUNT() = 0 THEN
        CALL fail('not_found', CONCAT('There is no item ', p_cart_item_id, ' in your cart.'));
    END IF;
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_item_remove TO store_api;
