-- user_credentials__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS user_credentials__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_credentials__after_update
AFTER UPDATE ON user_credentials FOR EACH ROW
BEGIN
    CALL audit_record(
        'identity', 'update', 'user_credentials', OLD.user_id,
        JSON_OBJECT(
            'user_id', OLD.user_id,
            'version', OLD.version
        ),
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'version', NEW.version
        )
    );
END$$
DELIMITER ;
