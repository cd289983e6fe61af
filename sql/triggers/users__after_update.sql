-- users__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS users__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__after_update
AFTER UPDATE ON users FOR EACH ROW
BEGIN
    CALL audit_record(
        'identity', 'update', 'users', OLD.user_id,
        JSON_OBJECT(
            'user_id', OLD.user_id,
            'email', seal(OLD.user_id, OLD.email),
            'name', seal(OLD.user_id, OLD.name),
            'country_code', OLD.country_code,
            'phone', seal(OLD.user_id, OLD.phone),
            'birth_on', seal(OLD.user_id, OLD.birth_on),
            'language_code', OLD.language_code,
            'is_staff', OLD.is_staff,
            'is_active', OLD.is_active,
            'is_imported', OLD.is_imported,
            'verified_at', OLD.verified_at
        ),
        JSON_OBJECT(
            'user_id', NEW.user_id,
            'email', seal(NEW.user_id, NEW.email),
            'name', seal(NEW.user_id, NEW.name),
            'country_code', NEW.country_code,
            'phone', seal(NEW.user_id, NEW.phone),
            'birth_on', seal(NEW.user_id, NEW.birth_on),
            'language_code', NEW.language_code,
            'is_staff', NEW.is_staff,
            'is_active', NEW.is_active,
            'is_imported', NEW.is_imported,
            'verified_at', NEW.verified_at
        )
    );

    IF OLD.verified_at IS NOT NULL AND NEW.verified_at IS NULL AND NOT NEW.is_imported THEN
        CALL email_verification_issue(NEW.user_id);
    END IF;
END$$
DELIMITER ;
