-- login_try_forgive: take the count of a try back whose password was right, and forget the wrong ones before it.
-- Route:   internal
-- Fails:   none
-- Locks:   the counts of the client and of the address
-- Returns: nothing
DROP PROCEDURE IF EXISTS login_try_forgive;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE login_try_forgive (
    IN p_email VARCHAR(320),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Take the count of a try back whose password was right, and forget the wrong ones before it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_hour_at DATETIME(6)
    DEFAULT CAST(DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%d %H:00:00') AS DATETIME(6));

    UPDATE tries
    SET try_count = try_count - 1
    WHERE
        setting_code = 'login_client_limit'
        AND who = CONCAT('client:', p_client_address)
        AND hour_at = v_hour_at;
    UPDATE tries
    SET try_count = try_count - 1
    WHERE
        setting_code = 'login_account_limit'
        AND who = CONCAT('email:', SHA2(COALESCE(p_email, ''), 256))
        AND hour_at = v_hour_at;
    DELETE FROM login_failures
    WHERE
        email_hash = UNHEX(SHA2(COALESCE(p_email, ''), 256))
        AND client_address = p_client_address;
END$$
DELIMITER ;
