-- session_secrets__before_insert: a secret is of the user of its session, and lives no longer than that.
DROP TRIGGER IF EXISTS session_secrets__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER session_secrets__before_insert
BEFORE INSERT ON session_secrets FOR EACH ROW
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_expires_at DATETIME(6);

    SELECT
        user_id,
        expires_at
    INTO v_user_id, v_expires_at
    FROM sessions
    WHERE session_id = NEW.session_id AND revoked_at IS NULL
    LOCK IN SHARE MODE;
    IF v_user_id IS NULL THEN
        CALL fail('unauthenticated', 'This session has ended.');
    END IF;
    SET NEW.user_id = v_user_id;
    SET NEW.expires_at = LEAST(NEW.expires_at, v_expires_at);
    SET NEW.is_live = TRUE;
END$$
DELIMITER ;
