-- user_roles__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS user_roles__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_roles__after_delete
AFTER DELETE ON user_roles FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'staff', 'event', 'delete',
        'user_roles', CONCAT_WS('/', OLD.user_id, OLD.role_code),
        JSON_OBJECT(
            'user_id', OLD.user_id,
            'role_code', OLD.role_code
        )
    );
END$$
DELIMITER ;
