-- session_close: end a session.
-- Route:   POST /users/logout
-- Fails:   unauthenticated
-- Locks:   the session
-- Returns: nothing
DROP PROCEDURE IF EXISTS session_close;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE session_close (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_session_id BIGINT UNSIGNED
)
COMMENT 'End a session.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_actor_id, NULL);
    UPDATE sessions
    SET revoked_at = UTC_TIMESTAMP(6)
    WHERE
        session_id = p_session_id
        AND user_id = p_actor_id
        AND revoked_at IS NULL;
    CALL audit_event('identity', 'event', 'logout', CONCAT('session ', p_session_id));

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE session_close TO store_api;
