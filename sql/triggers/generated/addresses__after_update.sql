-- addresses__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS addresses__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__after_update
AFTER UPDATE ON addresses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.address_id <=> OLD.address_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.address_hash <=> OLD.address_hash
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.line1 <=> CAST(OLD.line1 AS BINARY)
        AND NEW.line2 <=> CAST(OLD.line2 AS BINARY)
        AND NEW.city <=> CAST(OLD.city AS BINARY)
        AND NEW.postal_code <=> CAST(OLD.postal_code AS BINARY)
        AND NEW.country_code <=> CAST(OLD.country_code AS BINARY)
        AND NEW.phone <=> CAST(OLD.phone AS BINARY)
        AND NEW.is_in_book <=> OLD.is_in_book
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'profiles', 'event', 'update',
            'addresses', OLD.address_id,
            JSON_OBJECT(
                'address_id', OLD.address_id,
                'user_id', OLD.user_id,
                'address_hash', HEX(OLD.address_hash),
                'name', seal(OLD.user_id, OLD.name),
                'line1', seal(OLD.user_id, OLD.line1),
                'line2', seal(OLD.user_id, OLD.line2),
                'city', seal(OLD.user_id, OLD.city),
                'postal_code', seal(OLD.user_id, OLD.postal_code),
                'country_code', OLD.country_code,
                'phone', seal(OLD.user_id, OLD.phone),
                'is_in_book', OLD.is_in_book,
                'created_at', OLD.created_at
            ),
            JSON_OBJECT(
                'address_id', NEW.address_id,
                'user_id', NEW.user_id,
                'address_hash', HEX(NEW.address_hash),
                'name', seal(NEW.user_id, NEW.name),
                'line1', seal(NEW.user_id, NEW.line1),
                'line2', seal(NEW.user_id, NEW.line2),
                'city', seal(NEW.user_id, NEW.city),
                'postal_code', seal(NEW.user_id, NEW.postal_code),
                'country_code', NEW.country_code,
                'phone', seal(NEW.user_id, NEW.phone),
                'is_in_book', NEW.is_in_book,
                'created_at', NEW.created_at
            )
        );
    END IF;
END$$
DELIMITER ;
