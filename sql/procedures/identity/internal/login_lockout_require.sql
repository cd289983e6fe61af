-- login_lockout_require: refuse who has to wait after too many wrong passwords for an address.
-- Route:   internal
-- Fails:   rate_limited
-- Locks:   the count of wrong passwords
-- Returns: nothing
DROP PROCEDURE IF EXISTS login_lockout_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE login_lockout_require (
    IN p_email VARCHAR(320),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Refuse who has to wait after too many wrong passwords for an address.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_seconds INT;

    SELECT TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(6), locked_until_at) + 1
    INTO v_seconds
    FROM login_failures
    WHERE
        email_hash = UNHEX(SHA2(COALESCE(p_email, ''), 256))
        AND client_address = p_client_address
        AND locked_until_at > UTC_TIMESTAMP(6)
    FOR UPDATE;
    IF v_seconds IS NOT NULL THEN
        CALL fail('rate_limited', CONCAT(
            'Too many wrong passwords: try again in ', v_seconds, ' seconds.'
        ));
    END IF;
END$$
DELIMITER ;
