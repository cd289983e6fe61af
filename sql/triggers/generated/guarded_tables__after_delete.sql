-- guarded_tables__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS guarded_tables__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__after_delete
AFTER DELETE ON guarded_tables FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'delete',
        'guarded_tables', OLD.table_name,
        JSON_OBJECT(
            'table_name', OLD.table_name,
            'subsystem_code', OLD.subsystem_code,
            'guard', OLD.guard,
            'is_kept', OLD.is_kept,
            'is_closed', OLD.is_closed
        )
    );
END$$
DELIMITER ;
