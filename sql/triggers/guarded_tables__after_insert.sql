-- guarded_tables__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS guarded_tables__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__after_insert
AFTER INSERT ON guarded_tables FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'insert', 'guarded_tables', NEW.table_name,
        NULL,
        JSON_OBJECT(
            'table_name', NEW.table_name,
            'subsystem_code', NEW.subsystem_code,
            'guard', NEW.guard
        )
    );
END$$
DELIMITER ;
