-- user_register: register a customer; the event owes the verification mail.
-- Route:   POST /users/register
-- Fails:   rate_limited, captcha_locked, captcha_failed, email_taken, validation_failed
-- Locks:   the count of the client, the captcha
-- Returns: one row: id, email, name, verified
DROP PROCEDURE IF EXISTS user_register;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE user_register (
    IN p_email VARCHAR(320),
    IN p_bcrypt_output VARCHAR(72),
    IN p_name VARCHAR(255),
    IN p_country_code VARCHAR(8),
    IN p_phone VARCHAR(32),
    IN p_birth_on DATE,
    IN p_captcha_id VARCHAR(64),
    IN p_captcha_answer VARCHAR(64),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Register a customer; the event owes the verification mail.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        IF @refusal_code = 'captcha_failed' THEN
            CALL captcha_failure_record(p_captcha_id, p_client_address);
        END IF;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    CALL try_spend('registration_client_limit', CONCAT('client:', p_client_address));
    CALL captcha_use(p_captcha_id, p_captcha_answer, p_client_address);
    -- Whatever follows, both are spent: no captcha tells twice who is registered.
    COMMIT AND CHAIN;
    IF NOT EXISTS (SELECT 1 FROM countries WHERE country_code = p_country_code) THEN
        CALL fail('validation_failed', 'country: Choose a country from the list.');
    END IF;
    IF p_birth_on > UTC_DATE() OR p_birth_on < '1900-01-01' THEN
        CALL fail('validation_failed', 'birth_date: Must be a day in the past.');
    END IF;

    INSERT INTO users (email, name, country_code, phone, birth_on)
    VALUES (p_email, p_name, p_country_code, p_phone, p_birth_on);
    SET v_user_id = LAST_INSERT_ID();
    INSERT INTO user_credentials (user_id, salt, output_hash)
    VALUES (v_user_id, LEFT(p_bcrypt_output, 29), UNHEX(SHA2(p_bcrypt_output, 256)));
    INSERT INTO user_roles (user_id, role_code)
    VALUES (v_user_id, 'customer');

    SELECT
        user_id AS id,
        email,
        name,
        verified_at IS NOT NULL AS verified
    FROM users
    WHERE user_id = v_user_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE user_register TO store_api;
