-- addresses__before_update: orders point at addresses, so that only the book flag may change.
DROP TRIGGER IF EXISTS addresses__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__before_update
BEFORE UPDATE ON addresses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.address_id = OLD.address_id
        AND NEW.user_id = OLD.user_id
        AND NEW.name = OLD.name
        AND NEW.line1 = OLD.line1
        AND NEW.line2 <=> OLD.line2
        AND NEW.city = OLD.city
        AND NEW.postal_code = OLD.postal_code
        AND NEW.country_code = OLD.country_code
        AND NEW.phone <=> OLD.phone
        AND NEW.created_at = OLD.created_at
    ) THEN
        CALL fail('row_kept', 'An address never changes: enter a new one.');
    END IF;
END$$
DELIMITER ;
