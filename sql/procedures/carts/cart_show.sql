-- cart_show: show the cart of a user or a guest.
-- Route:   GET /cart
-- Fails:   unauthenticated
-- Locks:   none
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS cart_show;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE cart_show (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_cart_token VARCHAR(128)
)
COMMENT 'Show the cart of a user or a guest.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('carts');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL visitor_enter(p_actor_id);
    CALL cart_answer((
        SELECT cart_id
        FROM carts
        WHERE
            user_id = p_actor_id
            OR (p_actor_id IS NULL AND token_hash = SHA2(p_cart_token, 256))
    ));

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE cart_show TO store_api;
