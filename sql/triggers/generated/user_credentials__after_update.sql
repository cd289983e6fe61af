-- user_credentials__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS user_credentials__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_credentials__after_update
AFTER UPDATE ON user_credentials FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.salt <=> CAST(OLD.salt AS BINARY)
        AND NEW.output_hash <=> OLD.output_hash
        AND NEW.version <=> OLD.version
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'update',
            'user_credentials', OLD.user_id,
            JSON_OBJECT(
                'user_id', OLD.user_id,
                'version', OLD.version
            ),
            JSON_OBJECT(
                'user_id', NEW.user_id,
                'version', NEW.version
            )
        );
    END IF;
END$$
DELIMITER ;
