-- problems__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS problems__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER problems__after_delete
AFTER DELETE ON problems FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'delete',
        'problems', OLD.problem_code,
        JSON_OBJECT(
            'problem_code', OLD.problem_code,
            'status', OLD.status,
            'title', OLD.title,
            'public_code', OLD.public_code,
            'field', OLD.field
        )
    );
END$$
DELIMITER ;
