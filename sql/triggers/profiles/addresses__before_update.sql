-- addresses__before_update: orders point at addresses, so that only the book flag may change.
DROP TRIGGER IF EXISTS addresses__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__before_update
BEFORE UPDATE ON addresses FOR EACH ROW
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
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'An address never changes: enter a new one.');
    END IF;
END$$
DELIMITER ;
