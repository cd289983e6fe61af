-- session_secrets__before_update: a secret belongs to its session and is spent once.
DROP TRIGGER IF EXISTS session_secrets__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER session_secrets__before_update
BEFORE UPDATE ON session_secrets FOR EACH ROW
BEGIN
    IF NOT (
        NEW.secret_hash <=> OLD.secret_hash
        AND NEW.session_id <=> OLD.session_id
        AND NEW.user_id <=> OLD.user_id
        AND (OLD.is_live OR NEW.is_live <=> FALSE)
        AND NEW.secret_kind <=> CAST(OLD.secret_kind AS BINARY)
        AND NEW.expires_at <=> OLD.expires_at
        AND (OLD.spent_at IS NULL OR NEW.spent_at <=> OLD.spent_at)
    ) THEN
        CALL fail('row_kept', 'A secret that was spent stays spent.');
    END IF;
END$$
DELIMITER ;
