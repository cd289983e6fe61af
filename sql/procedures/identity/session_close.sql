-- session_close: end the session that a secret, for access or renewal, belongs to.
-- Route:   POST /users/logout
-- Fails:   unauthenticated
-- Locks:   the session
-- Returns: nothing
DROP PROCEDURE IF EXISTS session_close;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_close (
    IN p_secret CHAR(32)
)
COMMENT 'End the session that a secret, for access or renewal, belongs to.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_session_id BIGINT UNSIGNED;
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    SELECT
        s.session_id,
        s.user_id
    INTO v_session_id, v_user_id
    FROM session_secrets AS k
    INNER JOIN sessions AS s ON k.session_id = s.session_id
    WHERE
        k.secret_hash = UNHEX(SHA2(p_secret, 256))
        AND k.expires_at > UTC_TIMESTAMP(6)
        AND s.revoked_at IS NULL;
    IF v_session_id IS NULL THEN
        CALL fail('unauthenticated', 'This session has ended.');
    END IF;
    SET @actor_id = v_user_id;
    UPDATE sessions
    SET revoked_at = UTC_TIMESTAMP(6)
    WHERE session_id = v_session_id AND revoked_at IS NULL;
    CALL audit_event('identity', 'event', 'logout', CONCAT('session ', v_session_id));

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE session_close TO store_api;
