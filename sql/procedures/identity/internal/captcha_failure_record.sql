-- captcha_failure_record: after the ROLLBACK: burn the captcha and count the failure.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS captcha_failure_record;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE captcha_failure_record (
    IN p_captcha_id VARCHAR(64),
    IN p_client_address VARCHAR(45)
)
COMMENT 'After the ROLLBACK: burn the captcha and count the failure.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    UPDATE captchas
    SET used_at = UTC_TIMESTAMP(6)
    WHERE captcha_id = p_captcha_id AND used_at IS NULL;

    -- Failures older than the time-out are forgotten.
    INSERT INTO captcha_lockouts (client_address, failed_attempts)
    VALUES (p_client_address, 1)
    ON DUPLICATE KEY UPDATE
        failed_attempts = IF(
            first_failed_at
            < UTC_TIMESTAMP(6) - INTERVAL setting('captcha_lockout_seconds') SECOND,
            1,
            failed_attempts + 1
        ),
        first_failed_at = IF(failed_attempts = 1, UTC_TIMESTAMP(6), first_failed_at),
        locked_until_at = IF(
            failed_attempts >= setting('captcha_attempts'),
            UTC_TIMESTAMP(6) + INTERVAL setting('captcha_lockout_seconds') SECOND,
            locked_until_at
        );
END$$
DELIMITER ;
