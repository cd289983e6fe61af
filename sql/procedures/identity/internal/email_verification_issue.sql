-- email_verification_issue: make a verification link and queue the mail that carries it.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS email_verification_issue;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE email_verification_issue (
    IN p_user_id BIGINT UNSIGNED
)
COMMENT 'Make a verification link and queue the mail that carries it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_token CHAR(48);

    SET v_token = LOWER(HEX(RANDOM_BYTES(24)));
    INSERT INTO email_verifications (user_id, token_hash, expires_at)
    VALUES (
        p_user_id,
        SHA2(v_token, 256),
        UTC_TIMESTAMP(6) + INTERVAL setting('verification_hours') HOUR
    );
    INSERT INTO mails (dedupe_key, mail_template_code, user_id, secrets)
    VALUES (
        CONCAT('verification/', LAST_INSERT_ID()),
        'email_verification',
        p_user_id,
        JSON_OBJECT('token', v_token)
    );
END$$
DELIMITER ;
