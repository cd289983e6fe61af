-- session_open: begin a session where the password is right; the cart of a guest joins that of the user.
-- Route:   POST /users/login
-- Fails:   unauthenticated, rate_limited, validation_failed
-- Locks:   the counts of wrong passwords, the carts where a guest cart joins
-- Returns: one row: session_id, id, email, name, verified, permissions (JSON array)
DROP PROCEDURE IF EXISTS session_open;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_open (
    IN p_email VARCHAR(320),
    IN p_bcrypt_output VARCHAR(72),
    IN p_access CHAR(32),
    IN p_refresh CHAR(32),
    IN p_client TEXT,
    IN p_client_address VARCHAR(45),
    IN p_cart_token VARCHAR(128)
)
COMMENT 'Begin a session where the password is right; the cart of a guest joins that of the user.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_is_right BOOLEAN;
    DECLARE v_session_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    -- Counted first and taken back if it is right: of tries at once none gets past the limit.
    CALL login_try_spend(p_email, p_client_address);
    SELECT
        u.user_id,
        -- Who has no password has none that is right: NULL is not equal to NULL here.
        c.output_hash = UNHEX(SHA2(p_bcrypt_output, 256)) AND u.is_active AND NOT u.is_service
    INTO v_user_id, v_is_right
    FROM users AS u
    LEFT JOIN user_credentials AS c ON u.user_id = c.user_id
    -- Found by the index, then compared without padding.
    WHERE u.email = p_email AND u.email <=> CAST(p_email AS BINARY);
    -- A wrong password is recorded under its user; the words do not tell who is registered.
    SET @actor_id = v_user_id;
    IF NOT v_is_right <=> TRUE THEN
        COMMIT;
        CALL fail('unauthenticated', 'Wrong e-mail address or password.');
    END IF;
    CALL login_try_forgive(p_email, p_client_address);

    INSERT INTO sessions (user_id, client, address, expires_at)
    VALUES (
        v_user_id,
        LEFT(p_client, 255),
        p_client_address,
        UTC_TIMESTAMP(6) + INTERVAL setting('session_days') DAY
    );
    SET v_session_id = LAST_INSERT_ID();
    CALL session_secret_add(v_session_id, p_access, 'access', setting('access_token_minutes'));
    CALL session_secret_add(v_session_id, p_refresh, 'refresh', setting('session_days') * 1440);
    CALL audit_event('identity', 'event', 'login', CONCAT('session ', v_session_id));
    IF p_cart_token IS NOT NULL THEN
        CALL cart_merge(v_user_id, p_cart_token);
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
                WHERE ur.user_id = v_user_id
            ) AS p
        ) AS permissions
    FROM users AS u
    WHERE u.user_id = v_user_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE session_open TO store_api;
