-- session_refresh: change a refresh secret for new ones; one that comes again, and not at once, ends its session.
-- Route:   POST /users/refresh
-- Fails:   unauthenticated, validation_failed
-- Locks:   the secret, the session
-- Returns: one row: session_id, user_id
DROP PROCEDURE IF EXISTS session_refresh;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_refresh (
    IN p_refresh CHAR(32),
    IN p_new_access CHAR(32),
    IN p_new_refresh CHAR(32)
)
COMMENT 'Change a refresh secret for new ones; one that comes again, and not at once, ends its session.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_session_id BIGINT UNSIGNED;
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_is_stolen BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    SELECT
        session_id,
        -- Tabs ask at the same moment, and answers get lost: a moment later it still counts.
        spent_at < UTC_TIMESTAMP(6) - INTERVAL setting('refresh_grace_seconds') SECOND
    INTO v_session_id, v_is_stolen
    FROM session_secrets
    WHERE
        secret_hash = UNHEX(SHA2(p_refresh, 256))
        AND secret_kind = 'refresh'
        AND expires_at > UTC_TIMESTAMP(6)
    FOR UPDATE;
    SELECT user_id
    INTO v_user_id
    FROM sessions
    WHERE
        session_id = v_session_id
        AND revoked_at IS NULL
        AND expires_at > UTC_TIMESTAMP(6)
    FOR UPDATE;
    IF v_user_id IS NULL THEN
        CALL fail('unauthenticated', 'Log in first.');
    END IF;
    SET @actor_id = v_user_id;
    IF v_is_stolen <=> TRUE THEN
        -- Somebody has a copy of this token: the family ends, whoever is right.
        UPDATE sessions
        SET revoked_at = UTC_TIMESTAMP(6)
        WHERE session_id = v_session_id;
        COMMIT;
        CALL fail('unauthenticated', 'This refresh token was used before: log in again.');
    END IF;

    UPDATE session_secrets
    SET spent_at = COALESCE(spent_at, UTC_TIMESTAMP(6))
    WHERE secret_hash = UNHEX(SHA2(p_refresh, 256));
    CALL session_secret_add(v_session_id, p_new_access, 'access', setting('access_token_minutes'));
    CALL session_secret_add(v_session_id, p_new_refresh, 'refresh', setting('session_days') * 1440);
    UPDATE sessions
    SET refreshed_at = UTC_TIMESTAMP(6)
    WHERE session_id = v_session_id;

    SELECT
        v_session_id AS session_id,
        v_user_id AS user_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE session_refresh TO store_api;
