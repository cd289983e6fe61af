-- problems__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS problems__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__after_insert
AFTER INSERT ON problems FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'insert',
        'problems', NEW.problem_code,
        JSON_OBJECT(
            'problem_code', NEW.problem_code,
            'status', NEW.status,
            'title', NEW.title,
            'public_code', NEW.public_code,
            'field', NEW.field
        )
    );
END$$
DELIMITER ;
