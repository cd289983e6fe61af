-- cart_items_add: put a list of products into the cart, all or none.
-- Route:   POST /cart/items
-- Fails:   unauthenticated, rate_limited, not_found, variant_required, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_items_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_items_add (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_items JSON,
    IN p_client_address VARCHAR(45)
)
COMMENT 'Put a list of products into the cart, all or none.'
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
    CALL cart_items_put(v_cart_id, p_items);
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_items_add TO store_api;
