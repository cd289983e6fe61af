-- user_credentials__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS user_credentials__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER user_credentials__after_insert
AFTER INSERT ON user_credentials FOR EACH ROW
BEGIN
    CALL audit_record(
        'identity', 'insert', 'user_credentials', NEW.user_id,
        NULL,
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'version', NEW.version
        )
    );
END$$
DELIMITER ;
