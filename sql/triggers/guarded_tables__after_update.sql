-- guarded_tables__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS guarded_tables__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__after_update
AFTER UPDATE ON guarded_tables FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'update', 'guarded_tables', OLD.table_name,
        JSON_OBJECT(
            'table_name', OLD.table_name,
            'subsystem_code', OLD.subsystem_code,
            'guard', OLD.guard
        ),
        JSON_OBJECT(
            'table_name', NEW.table_name,
            'subsystem_code', NEW.subsystem_code,
            'guard', NEW.guard
        )
    );
END$$
DELIMITER ;
