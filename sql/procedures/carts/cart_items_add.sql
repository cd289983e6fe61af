-- cart_items_add: put a list of products into the cart, all or none.
-- Route:   POST /cart/items
-- Fails:   unauthenticated, not_found, variant_required, validation_failed, cart_full
-- Locks:   the cart
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_items_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_items_add (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128),
    IN p_items JSON
)
COMMENT 'Put a list of products into the cart, all or none.'
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

    CALL cart_items_put(v_cart_id, p_items);
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_items_add TO store_api;
