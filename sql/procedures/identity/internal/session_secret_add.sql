-- session_secret_add: let the holder of a secret act for a session, or renew it, for so many minutes.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS session_secret_add;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_secret_add (
    IN p_session_id BIGINT UNSIGNED,
    IN p_secret CHAR(32),
    IN p_secret_kind VARCHAR(8),
    IN p_minutes INT
)
COMMENT 'Let the holder of a secret act for a session, or renew it, for so many minutes.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    IF NOT p_secret COLLATE utf8mb4_bin REGEXP '^[0-9a-f]{32}\\z' <=> TRUE THEN
        CALL fail('validation_failed', 'token: A secret has 32 hexadecimal digits.');
    END IF;
    INSERT INTO session_secrets (secret_hash, session_id, secret_kind, expires_at)
    VALUES (
        UNHEX(SHA2(p_secret, 256)),
        p_session_id,
        p_secret_kind,
        UTC_TIMESTAMP(6) + INTERVAL p_minutes MINUTE
    );
END$$
DELIMITER ;
