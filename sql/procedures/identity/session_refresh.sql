-- session_refresh: spend a refresh token; one that comes again ends its session.
-- Route:   POST /users/refresh
-- Fails:   unauthenticated
-- Locks:   the session
-- Returns: one row: user_id, session_id
DROP PROCEDURE IF EXISTS session_refresh;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_refresh (
    IN p_session_id BIGINT UNSIGNED,
    IN p_jti VARCHAR(64)
)
COMMENT 'Spend a refresh token; one that comes again ends its session.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_is_spent BOOLEAN DEFAULT FALSE;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    SET v_user_id = (
        SELECT s.user_id
        FROM sessions AS s
        INNER JOIN users AS u ON s.user_id = u.user_id
        WHERE
            s.session_id = p_session_id
            AND s.revoked_at IS NULL
            AND s.expires_at > UTC_TIMESTAMP(6)
            AND u.is_active
    );
    CALL actor_enter(v_user_id, NULL);
    UPDATE sessions
    SET refreshed_at = UTC_TIMESTAMP(6)
    WHERE session_id = p_session_id;

    BEGIN
        DECLARE CONTINUE HANDLER FOR 1062 SET v_is_spent = TRUE;
        INSERT INTO spent_refresh_tokens (jti, session_id)
        VALUES (p_jti, p_session_id);
    END;
    IF v_is_spent THEN
        -- Somebody has a copy of this token: the family ends, whoever is right.
        UPDATE sessions
        SET revoked_at = UTC_TIMESTAMP(6)
        WHERE session_id = p_session_id;
        COMMIT;
        CALL fail('unauthenticated', 'This refresh token was used before: log in again.');
    END IF;

    SELECT
        v_user_id AS user_id,
        p_session_id AS session_id;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE session_refresh TO store_api;
