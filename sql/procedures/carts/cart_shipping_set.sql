-- cart_shipping_set: choose how the cart would travel, so that its total is that of the order.
-- Route:   PATCH /cart
-- Fails:   unauthenticated, rate_limited, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_shipping_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_shipping_set (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_shipping_method_code VARCHAR(64),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Choose how the cart would travel, so that its total is that of the order.'
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

    IF NOT EXISTS (
        SELECT 1
        FROM shipping_methods
        WHERE shipping_method_code = p_shipping_method_code AND is_offered
    ) THEN
        CALL fail('validation_failed', CONCAT(
            'shipping_method: "', COALESCE(LEFT(p_shipping_method_code, 32), ''),
            '" is not offered.'
        ));
    END IF;
    UPDATE carts
    SET shipping_method_code = p_shipping_method_code
    WHERE cart_id = v_cart_id;
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_shipping_set TO store_api;
