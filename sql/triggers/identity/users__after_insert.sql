-- users__after_insert: give the user the key of its seal, record it in the audit and tell of it.
DROP TRIGGER IF EXISTS users__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__after_insert
AFTER INSERT ON users FOR EACH ROW
BEGIN
    INSERT INTO user_seals (user_id, seal_key)
    VALUES (NEW.user_id, RANDOM_BYTES(16));

    CALL audit_record('identity', 'insert', 'users', NEW.user_id, NULL, NULL);

    IF NEW.verified_at IS NULL AND NOT NEW.is_imported AND NOT NEW.is_service THEN
        INSERT INTO events (event_kind_code, user_id)
        VALUES ('user_registered', NEW.user_id);
    END IF;
END$$
DELIMITER ;
