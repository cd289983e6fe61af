-- service_session_take: let a process of the shop act by this secret, and end its older sessions; the administrator calls it.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   the sessions of the process
-- Returns: nothing
DROP PROCEDURE IF EXISTS service_session_take;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE service_session_take (
    IN p_session_kind_code VARCHAR(16),
    IN p_secret CHAR(32)
)
COMMENT 'Let a process of the shop act by this secret, and end its older sessions; the administrator calls it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_session_id BIGINT UNSIGNED;

    IF NOT EXISTS (
        SELECT 1
        FROM session_actors AS a
        INNER JOIN sessions AS s ON a.session_id = s.session_id
        WHERE
            a.secret_hash = UNHEX(SHA2(p_secret, 256))
            AND s.session_kind_code = p_session_kind_code
    ) THEN
        SELECT u.user_id
        INTO v_user_id
        FROM users AS u
        INNER JOIN user_roles AS r ON u.user_id = r.user_id
        WHERE u.is_service AND r.role_code = p_session_kind_code;
        INSERT INTO sessions (session_kind_code, user_id, client, expires_at)
        VALUES (p_session_kind_code, v_user_id, p_session_kind_code, '9999-12-31');
        SET v_session_id = LAST_INSERT_ID();
        -- Nobody renews it: it ends with the next one.
        CALL session_secret_add(v_session_id, p_secret, 'access', 1000 * 525600);
        -- Last, so that a secret that is refused leaves the process the one that it has.
        UPDATE sessions
        SET revoked_at = UTC_TIMESTAMP(6)
        WHERE user_id = v_user_id AND session_id <> v_session_id AND revoked_at IS NULL;
    END IF;
END$$
DELIMITER ;
