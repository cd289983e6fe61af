-- user_credentials__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS user_credentials__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_credentials__after_insert
AFTER INSERT ON user_credentials FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'insert',
        'user_credentials', NEW.user_id,
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'version', NEW.version
        )
    );
END$$
DELIMITER ;
