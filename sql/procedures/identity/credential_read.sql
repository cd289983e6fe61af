-- credential_read: cost and salt of the password of a user; for an unknown one a fake that is always the same.
-- Route:   POST /users/login
-- Fails:   rate_limited
-- Locks:   the count of wrong passwords
-- Returns: one row: salt
DROP PROCEDURE IF EXISTS credential_read;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE credential_read (
    IN p_email VARCHAR(320),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Cost and salt of the password of a user; for an unknown one a fake that is always the same.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_fake CHAR(64);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    -- Who has to wait costs nobody the time of bcrypt.
    CALL login_lockout_require(p_email, p_client_address);
    SELECT SHA2(CONCAT(HEX(key_value), COALESCE(p_email, '')), 256)
    INTO v_fake
    FROM shop_keys
    WHERE shop_key_code = 'fake_salt';
    SELECT COALESCE(
        (
            SELECT CONVERT(c.salt USING utf8mb4)
            FROM users AS u
            INNER JOIN user_credentials AS c ON u.user_id = c.user_id
            -- Found by the index, then compared without padding.
            WHERE u.email = p_email AND u.email <=> CAST(p_email AS BINARY)
        ),
        -- Nobody can tell it from a real one: it is made of a key that never leaves.
        CONCAT(
            '$2b$', LPAD(setting('password_cost'), 2, '0'), '$',
            LEFT(REPLACE(TO_BASE64(UNHEX(v_fake)), '+', '.'), 21),
            -- The last digit holds two bits only.
            ELT(1 + CONV(RIGHT(v_fake, 2), 16, 10) % 4, '.', 'O', 'e', 'u')
        )
    ) AS salt;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE credential_read TO store_api;
