-- users__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS users__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER users__after_update
AFTER UPDATE ON users FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.email <=> CAST(OLD.email AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.country_code <=> CAST(OLD.country_code AS BINARY)
        AND NEW.phone <=> CAST(OLD.phone AS BINARY)
        AND NEW.birth_on <=> OLD.birth_on
        AND NEW.language_code <=> CAST(OLD.language_code AS BINARY)
        AND NEW.is_staff <=> OLD.is_staff
        AND NEW.is_service <=> OLD.is_service
        AND NEW.is_active <=> OLD.is_active
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.verified_at <=> OLD.verified_at
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'update',
            'users', OLD.user_id,
            JSON_OBJECT(
                'user_id', OLD.user_id,
                'email', seal(OLD.user_id, OLD.email),
                'name', seal(OLD.user_id, OLD.name),
                'country_code', OLD.country_code,
                'phone', seal(OLD.user_id, OLD.phone),
                'birth_on', seal(OLD.user_id, OLD.birth_on),
                'language_code', OLD.language_code,
                'is_staff', OLD.is_staff,
                'is_service', OLD.is_service,
                'is_active', OLD.is_active,
                'is_imported', OLD.is_imported,
                'verified_at', OLD.verified_at,
                'created_at', OLD.created_at
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
                'is_service', NEW.is_service,
                'is_active', NEW.is_active,
                'is_imported', NEW.is_imported,
                'verified_at', NEW.verified_at,
                'created_at', NEW.created_at
            )
        );
    END IF;
END$$
DELIMITER ;
