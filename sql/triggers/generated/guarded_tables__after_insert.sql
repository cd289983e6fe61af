-- guarded_tables__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS guarded_tables__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__after_insert
AFTER INSERT ON guarded_tables FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'insert',
        'guarded_tables', NEW.table_name,
        JSON_OBJECT(
            'table_name', NEW.table_name,
            'subsystem_code', NEW.subsystem_code,
            'guard', NEW.guard,
            'is_kept', NEW.is_kept,
            'is_closed', NEW.is_closed
        )
    );
END$$
DELIMITER ;
