-- session_open: begin a session after the password was right; a guest cart joins the cart of the user.
-- Route:   POST /users/login
-- Fails:   unauthenticated
-- Locks:   the carts where a guest cart joins
-- Returns: one row: session_id, id, email, name, verified, permissions (JSON array)
DROP PROCEDURE IF EXISTS session_open;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_open (
    IN p_user_id BIGINT UNSIGNED,
    IN p_client TEXT,
    IN p_client_address VARCHAR(45),
    IN p_cart_token VARCHAR(128)
)
COMMENT 'Begin a session after the password was right; a guest cart joins the cart of the user.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_session_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_user_id, NULL);
    INSERT INTO sessions (user_id, client, address, expires_at)
    VALUES (
        p_user_id,
        LEFT(p_client, 255),
        p_client_address,
        UTC_TIMESTAMP(6) + INTERVAL setting('session_days') DAY
    );
    SET v_session_id = LAST_INSERT_ID();
    CALL audit_event('identity', 'event', 'login', CONCAT('session ', v_session_id));
    IF p_cart_token IS NOT NULL THEN
        CALL cart_merge(p_user_id, p_cart_token);
    END IF;

    SELECT
        v_session_id AS session_id,
        u.user_id AS id,
        u.email,
        u.name,
        u.verified_at IS NOT NULL AS verified,
        (
            SELECT COALESCE(JSON_ARRAYAGG(p.permission_code), JSON_ARRAY())
            FROM (
                SELECT DISTINCT rp.permission_code
                FROM user_roles AS ur
                INNER JOIN role_permissions AS rp ON ur.role_code = rp.role_code
                WHERE ur.user_id = p_user_id
            ) AS p
        ) AS permissions
    FROM users AS u
    WHERE u.user_id = p_user_id;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE session_open TO store_api;
