-- permissions__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS permissions__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER permissions__after_delete
AFTER DELETE ON permissions FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'delete',
        'permissions', OLD.permission_code,
        JSON_OBJECT(
            'permission_code', OLD.permission_code,
            'subsystem_code', OLD.subsystem_code,
            'title', OLD.title
        )
    );
END$$
DELIMITER ;
