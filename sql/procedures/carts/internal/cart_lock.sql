-- cart_lock: lock the cart of whoever calls, made where there is none yet.
-- Route:   internal
-- Fails:   validation_failed, rate_limited
-- Locks:   the cart
-- Returns: OUT p_cart_id
DROP PROCEDURE IF EXISTS cart_lock;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_lock (
    IN p_cart_token VARCHAR(128),
    IN p_client_address VARCHAR(45),
    OUT p_cart_id BIGINT UNSIGNED
)
COMMENT 'Lock the cart of whoever calls, made where there is none yet.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_owner_key VARCHAR(80);
    DECLARE v_is_old BOOLEAN;

    SET v_owner_key = COALESCE(
        CONCAT('user:', @actor_id), CONCAT('guest:', SHA2(p_cart_token, 256))
    );
    SELECT
        cart_id,
        updated_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    INTO p_cart_id, v_is_old
    FROM carts
    WHERE owner_key = v_owner_key
    FOR UPDATE;
    IF p_cart_id IS NULL THEN
        SET p_cart_id = cart_open(v_owner_key, p_client_address);
    ELSEIF v_is_old THEN
        -- It is in use: not to be purged. Once an hour is enough.
        UPDATE carts
        SET updated_at = UTC_TIMESTAMP(6)
        WHERE cart_id = p_cart_id;
    END IF;
END$$
DELIMITER ;
