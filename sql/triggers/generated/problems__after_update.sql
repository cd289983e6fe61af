-- problems__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS problems__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__after_update
AFTER UPDATE ON problems FOR EACH ROW
BEGIN
    IF NOT (
        NEW.problem_code <=> CAST(OLD.problem_code AS BINARY)
        AND NEW.status <=> OLD.status
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.public_code <=> CAST(OLD.public_code AS BINARY)
        AND NEW.field <=> CAST(OLD.field AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'update',
            'problems', OLD.problem_code,
            JSON_OBJECT(
                'problem_code', OLD.problem_code,
                'status', OLD.status,
                'title', OLD.title,
                'public_code', OLD.public_code,
                'field', OLD.field
            ),
            JSON_OBJECT(
                'problem_code', NEW.problem_code,
                'status', NEW.status,
                'title', NEW.title,
                'public_code', NEW.public_code,
                'field', NEW.field
            )
        );
    END IF;
END$$
DELIMITER ;
