-- cart_open: make and lock the cart of a visitor who has none yet.
-- Route:   internal
-- Fails:   validation_failed, rate_limited
-- Locks:   the count of the client, the cart
-- Returns: bigint unsigned
DROP FUNCTION IF EXISTS cart_open;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION cart_open (
    p_owner_key VARCHAR(80),
    p_client_address VARCHAR(45)
)
RETURNS BIGINT UNSIGNED
COMMENT 'Make and lock the cart of a visitor who has none yet.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_cart_id BIGINT UNSIGNED;

    IF p_owner_key IS NULL OR p_owner_key = CONCAT('guest:', SHA2('', 256)) THEN
        CALL fail('validation_failed', 'X-Cart-Token: A guest needs the token of the cart.');
    END IF;
    IF @actor_id IS NULL THEN
        CALL try_spend('guest_cart_client_limit', CONCAT('client:', p_client_address));
    END IF;
    BEGIN
        -- Another call of this visitor may have made it meanwhile. ON DUPLICATE KEY would
        -- lock gaps and deadlock with the first carts of other visitors.
        DECLARE CONTINUE HANDLER FOR 1062 BEGIN END;
        INSERT INTO carts (owner_key, user_id)
        VALUES (p_owner_key, IF(p_owner_key LIKE 'user:%', @actor_id, NULL));
    END;
    SELECT cart_id
    INTO v_cart_id
    FROM carts
    WHERE owner_key = p_owner_key
    FOR UPDATE;
    RETURN v_cart_id;
END$$
DELIMITER ;
