-- users__before_update: keep what never changes; who is no longer active has no session, who is no longer verified gets a link.
DROP TRIGGER IF EXISTS users__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__before_update
BEFORE UPDATE ON users FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.is_service <=> OLD.is_service
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'Number, origin and kind of a user never change.');
    END IF;
    SET NEW.version = OLD.version + 1;

    IF OLD.is_active AND NOT NEW.is_active <=> TRUE THEN
        UPDATE sessions
        SET revoked_at = UTC_TIMESTAMP(6)
        WHERE user_id = OLD.user_id AND revoked_at IS NULL;
    END IF;
    IF OLD.verified_at IS NOT NULL AND NEW.verified_at IS NULL AND NOT NEW.is_imported <=> TRUE THEN
        INSERT INTO events (event_kind_code, user_id)
        VALUES ('verification_requested', NEW.user_id);
    END IF;
END$$
DELIMITER ;
