-- cart_lock: lock the cart of a user or of the guest who holds the token, made if there is none.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   the cart
-- Returns: bigint unsigned
DROP FUNCTION IF EXISTS cart_lock;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION cart_lock (
    p_user_id BIGINT UNSIGNED,
    p_cart_token VARCHAR(128)
)
RETURNS BIGINT UNSIGNED
COMMENT 'Lock the cart of a user or of the guest who holds the token, made if there is none.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_token_hash CHAR(64) DEFAULT IF(p_user_id IS NULL, SHA2(p_cart_token, 256), NULL);

    IF p_user_id IS NULL AND COALESCE(p_cart_token, '') = '' THEN
        CALL fail('validation_failed', 'X-Cart-Token: A guest needs the token of the cart.');
    END IF;
    IF p_user_id IS NOT NULL THEN
        UPDATE carts
        SET
            cart_id = LAST_INSERT_ID(cart_id),
            updated_at = UTC_TIMESTAMP(6)
        WHERE user_id = p_user_id;
    ELSE
        UPDATE carts
        SET
            cart_id = LAST_INSERT_ID(cart_id),
            updated_at = UTC_TIMESTAMP(6)
        WHERE token_hash = v_token_hash;
    END IF;
    IF ROW_COUNT() = 0 THEN
        BEGIN
            -- Another call of this visitor may have made it meanwhile. ON DUPLICATE KEY
            -- would lock gaps and deadlock with the first carts of other visitors.
            DECLARE CONTINUE HANDLER FOR 1062
            UPDATE carts
            SET cart_id = LAST_INSERT_ID(cart_id)
            WHERE user_id = p_user_id OR token_hash = v_token_hash;
            INSERT INTO carts (user_id, token_hash)
            VALUES (p_user_id, v_token_hash);
        END;
    END IF;
    RETURN LAST_INSERT_ID();
END$$
DELIMITER ;
