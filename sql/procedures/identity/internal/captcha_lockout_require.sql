-- captcha_lockout_require: refuse a client that has given too many wrong answers.
-- Route:   internal
-- Fails:   captcha_locked
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS captcha_lockout_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE captcha_lockout_require (
    IN p_client_address VARCHAR(45)
)
COMMENT 'Refuse a client that has given too many wrong answers.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_seconds INT;

    SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), locked_until_at) + 1
    INTO v_seconds
    FROM captcha_lockouts
    WHERE client_address = p_client_address AND locked_until_at > UTC_TIMESTAMP(6);
    IF v_seconds IS NOT NULL THEN
        CALL fail('captcha_locked', CONCAT(
            'Too many wrong answers: try again in ', v_seconds, ' seconds.'
        ));
    END IF;
END$$
DELIMITER ;
