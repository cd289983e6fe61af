-- sessions__before_update: a revoked session stays revoked and belongs to its user.
DROP TRIGGER IF EXISTS sessions__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER sessions__before_update
BEFORE UPDATE ON sessions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.session_id <=> OLD.session_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.session_kind_code <=> CAST(OLD.session_kind_code AS BINARY)
        AND (OLD.revoked_at IS NULL OR NEW.revoked_at <=> OLD.revoked_at)
    ) THEN
        CALL fail('row_kept', 'A revoked session stays revoked.');
    END IF;
    IF OLD.revoked_at IS NULL AND NEW.revoked_at IS NOT NULL THEN
        UPDATE session_secrets
        SET is_live = FALSE
        WHERE session_id = OLD.session_id AND is_live;
    END IF;
END$$
DELIMITER ;
