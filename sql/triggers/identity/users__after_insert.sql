-- users__after_insert: give the user the key of its seal, record it in the audit and tell of it.
DROP TRIGGER IF EXISTS users__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__after_insert
AFTER INSERT ON users FOR EACH ROW
BEGIN
    INSERT INTO user_seals (user_id, seal_key)
    VALUES (NEW.user_id, RANDOM_BYTES(16));

    CALL audit_record(
        'identity', 'insert', 'users', NEW.user_id, NULL,
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'email', seal(NEW.user_id, NEW.email),
            'name', seal(NEW.user_id, NEW.name),
            'country_code', NEW.country_code,
            'phone', seal(NEW.user_id, NEW.phone),
            'birth_on', seal(NEW.user_id, NEW.birth_on),
            'language_code', NEW.language_code,
            'is_staff', NEW.is_staff,
            'is_service', NEW.is_service,
            'is_active', NEW.is_active,
            'is_imported', NEW.is_imported,
            'verified_at', NEW.verified_at,
            'created_at', NEW.created_at
        )
    );

    IF NEW.verified_at IS NULL AND NEW.is_imported <=> FALSE AND NEW.is_service <=> FALSE THEN
        INSERT INTO events (event_kind_code, user_id)
        VALUES ('user_registered', NEW.user_id);
    END IF;
END$$
DELIMITER ;
