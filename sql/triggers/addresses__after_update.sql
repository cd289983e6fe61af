-- addresses__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS addresses__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__after_update
AFTER UPDATE ON addresses FOR EACH ROW
BEGIN
    CALL audit_record(
        'profiles', 'update', 'addresses', OLD.address_id,
        JSON_OBJECT(
            'address_id', OLD.address_id,
            'user_id', OLD.user_id,
            'name', seal(OLD.user_id, OLD.name),
            'line1', seal(OLD.user_id, OLD.line1),
            'line2', seal(OLD.user_id, OLD.line2),
            'city', seal(OLD.user_id, OLD.city),
            'postal_code', seal(OLD.user_id, OLD.postal_code),
            'country_code', OLD.country_code,
            'phone', seal(OLD.user_id, OLD.phone),
            'is_in_book', OLD.is_in_book
        ),
        JSON_OBJECT(
            'address_id', NEW.address_id,
            'user_id', NEW.user_id,
            'name', seal(NEW.user_id, NEW.name),
            'line1', seal(NEW.user_id, NEW.line1),
            'line2', seal(NEW.user_id, NEW.line2),
            'city', seal(NEW.user_id, NEW.city),
            'postal_code', seal(NEW.user_id, NEW.postal_code),
            'country_code', NEW.country_code,
            'phone', seal(NEW.user_id, NEW.phone),
            'is_in_book', NEW.is_in_book
        )
    );
END$$
DELIMITER ;
