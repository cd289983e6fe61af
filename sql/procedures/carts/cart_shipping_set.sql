-- cart_shipping_set: choose how the cart would travel, so that its total is that of the order.
-- Route:   PATCH /cart
-- Fails:   unauthenticated, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_shipping_set;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_shipping_set (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_shipping_method_code VARCHAR(64)
)
COMMENT 'Choose how the cart would travel, so that its total is that of the order.'
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
    SET v_owner_key = COALESCE(
        CONCAT('user:', @actor_id), CONCAT('guest:', SHA2(p_cart_token, 256))
    );
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
