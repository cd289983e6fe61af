-- users__after_insert: record the new row in the audit and send the verification mail that it owes.
DROP TRIGGER IF EXISTS users__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__after_insert
AFTER INSERT ON users FOR EACH ROW
BEGIN
    -- The audit row below is sealed with this key.
    INSERT INTO user_seals (user_id, seal_key)
    VALUES (NEW.user_id, RANDOM_BYTES(16));

    CALL audit_record(
        'identity', 'insert', 'users', NEW.user_id, NULL, NULL
    );

    IF NEW.verified_at IS NULL AND NOT NEW.is_imported THEN
        CALL email_verification_issue(NEW.user_id);
    END IF;
END$$
DELIMITER ;
