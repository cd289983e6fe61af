-- actor_enter: begin a call: find who acts by the secret of a session, and ask for the permission if one is named; '' lets visitors without a session in.
-- Route:   internal
-- Fails:   unauthenticated, forbidden, unavailable
-- Locks:   none
-- Returns: nothing; @actor_id is the user, NULL for a visitor
DROP PROCEDURE IF EXISTS actor_enter;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE actor_enter (
    IN p_session CHAR(32),
    IN p_permission_code VARCHAR(64)
)
COMMENT 'Begin a call: find who acts by the secret of a session, and ask for the permission if one is named; '''' lets visitors without a session in.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;

    SET @refusal_code = NULL, @actor_id = NULL;
    -- Any login may tell its session another time: no secret lives longer by that.
    IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
    > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
        CALL fail('unavailable', 'The clock of this session is not that of the server.');
    END IF;
    IF p_session IS NOT NULL OR NOT p_permission_code <=> '' THEN
        SELECT user_id
        INTO v_user_id
        FROM session_secrets
        WHERE
            secret_hash = UNHEX(SHA2(p_session, 256))
            AND secret_kind = 'access'
            AND is_live
            AND expires_at > UTC_TIMESTAMP(6);
        IF v_user_id IS NULL THEN
            CALL fail('unauthenticated', 'Log in first.');
        END IF;
        SET @actor_id = v_user_id;
        -- Within: the server opens the tables of a condition before it looks at its first half.
        IF p_permission_code <> '' THEN
            IF NOT EXISTS (
                SELECT 1
                FROM user_roles AS ur
                INNER JOIN role_permissions AS rp ON ur.role_code = rp.role_code
                WHERE ur.user_id = v_user_id AND rp.permission_code = p_permission_code
            ) THEN
                CALL fail('forbidden', CONCAT('You need the permission ', p_permission_code, '.'));
            END IF;
        END IF;
    END IF;
END$$
DELIMITER ;
