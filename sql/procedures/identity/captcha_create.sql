-- captcha_create: keep the answer of a captcha that a visitor is shown.
-- Route:   GET /captcha
-- Fails:   rate_limited, captcha_locked
-- Locks:   the count of the client
-- Returns: one row: captcha_id, expires_in (seconds)
DROP PROCEDURE IF EXISTS captcha_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE captcha_create (
    IN p_answer VARCHAR(16),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Keep the answer of a captcha that a visitor is shown.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_captcha_id CHAR(32);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    CALL try_spend('captcha_client_limit', CONCAT('client:', p_client_address));
    CALL captcha_lockout_require(p_client_address);
    SET v_captcha_id = LOWER(HEX(RANDOM_BYTES(16)));
    INSERT INTO captchas (captcha_id, answer, client_address, expires_at)
    VALUES (
        v_captcha_id,
        p_answer,
        p_client_address,
        UTC_TIMESTAMP(6) + INTERVAL setting('captcha_seconds') SECOND
    );

    SELECT
        v_captcha_id AS captcha_id,
        CAST(setting('captcha_seconds') AS SIGNED) AS expires_in;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE captcha_create TO store_api;
