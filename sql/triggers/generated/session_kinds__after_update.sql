-- session_kinds__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS session_kinds__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER session_kinds__after_update
AFTER UPDATE ON session_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.session_kind_code <=> CAST(OLD.session_kind_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'update',
            'session_kinds', OLD.session_kind_code,
            JSON_OBJECT(
                'session_kind_code', OLD.session_kind_code,
                'title', OLD.title
            ),
            JSON_OBJECT(
                'session_kind_code', NEW.session_kind_code,
                'title', NEW.title
            )
        );
    END IF;
END$$
DELIMITER ;
