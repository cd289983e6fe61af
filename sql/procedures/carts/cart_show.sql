-- cart_show: show the cart of a user or a guest.
-- Route:   GET /cart
-- Fails:   unauthenticated, validation_failed, cart_full
-- Locks:   none
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_show;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_show (
    IN p_session CHAR(32),
    IN p_cart_token VARCHAR(128)
)
COMMENT 'Show the cart of a user or a guest.'
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
    SELECT cart_id
    INTO v_cart_id
    FROM carts
    WHERE owner_key = COALESCE(
        CONCAT('user:', @actor_id), CONCAT('guest:', SHA2(p_cart_token, 256))
    );
    CALL cart_answer(v_cart_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_show TO store_api;
