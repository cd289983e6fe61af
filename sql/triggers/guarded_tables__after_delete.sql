-- guarded_tables__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS guarded_tables__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__after_delete
AFTER DELETE ON guarded_tables FOR EACH ROW
BEGIN
    CALL audit_record(
        'settings', 'delete', 'guarded_tables', OLD.table_name,
        JSON_OBJECT(
            'table_name', OLD.table_name,
            'subsystem_code', OLD.subsystem_code,
            'guard', OLD.guard
        ),
        NULL
    );
END$$
DELIMITER ;
