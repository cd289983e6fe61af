-- captcha_use: spend a captcha; refuse a wrong, used or expired one.
-- Route:   internal
-- Fails:   captcha_locked, captcha_failed
-- Locks:   the captcha
-- Returns: nothing
DROP PROCEDURE IF EXISTS captcha_use;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE captcha_use (
    IN p_captcha_id VARCHAR(64),
    IN p_answer VARCHAR(64),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Spend a captcha; refuse a wrong, used or expired one.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    CALL captcha_lockout_require(p_client_address);
    UPDATE captchas
    SET used_at = UTC_TIMESTAMP(6)
    WHERE
        captcha_id = p_captcha_id
        AND answer = UPPER(TRIM(p_answer))
        AND used_at IS NULL
        AND expires_at > UTC_TIMESTAMP(6);
    IF ROW_COUNT() = 0 THEN
        CALL fail('captcha_failed', 'The answer is wrong or too late: ask for a new picture.');
    END IF;
END$$
DELIMITER ;
