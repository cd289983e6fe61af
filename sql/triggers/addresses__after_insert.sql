-- addresses__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS addresses__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__after_insert
AFTER INSERT ON addresses FOR EACH ROW
BEGIN
    CALL audit_record(
        'profiles', 'insert', 'addresses', NEW.address_id,
        NULL,
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
