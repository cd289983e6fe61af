-- login_try_spend: count a wrong password for an address and for a client, before anybody knows whether it is wrong.
-- Route:   internal
-- Fails:   rate_limited
-- Locks:   the counts of the client and of the address
-- Returns: nothing
DROP PROCEDURE IF EXISTS login_try_spend;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE login_try_spend (
    IN p_email VARCHAR(320),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Count a wrong password for an address and for a client, before anybody knows whether it is wrong.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_lockout INT DEFAULT setting('login_lockout_seconds');
    DECLARE v_free INT DEFAULT setting('login_free_attempts');

    -- In this order: the tries of a client, and those for an address, wait for each other.
    CALL try_spend('login_client_limit', CONCAT('client:', p_client_address));
    CALL try_spend(
        'login_account_limit', CONCAT('email:', SHA2(COALESCE(p_email, ''), 256))
    );
    CALL login_lockout_require(p_email, p_client_address);
    -- What is older than a lock-out is forgotten.
    INSERT INTO login_failures (email_hash, client_address, failed_attempts, last_failed_at)
    VALUES (UNHEX(SHA2(COALESCE(p_email, ''), 256)), p_client_address, 1, v_now)
    ON DUPLICATE KEY UPDATE
        failed_attempts = IF(
            last_failed_at < v_now - INTERVAL v_lockout SECOND, 1, failed_attempts + 1
        ),
        last_failed_at = v_now;
    -- The wait doubles with each wrong password, until it is a lock-out.
    UPDATE login_failures
    SET
        locked_until_at = v_now + INTERVAL CASE
            WHEN failed_attempts >= setting('login_lockout_attempts') THEN v_lockout
            WHEN failed_attempts <= v_free THEN 0
            ELSE LEAST(
                setting('login_delay_seconds') * POW(2, failed_attempts - v_free - 1), v_lockout
            )
        END SECOND
    WHERE
        email_hash = UNHEX(SHA2(COALESCE(p_email, ''), 256))
        AND client_address = p_client_address;
END$$
DELIMITER ;
