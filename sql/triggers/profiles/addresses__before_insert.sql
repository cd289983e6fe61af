-- addresses__before_insert: an address is known by its hash.
DROP TRIGGER IF EXISTS addresses__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__before_insert
BEFORE INSERT ON addresses FOR EACH ROW
BEGIN
    -- Who and what, so that the same address of the same person is one row.
    SET NEW.address_hash = address_hash_of(
        NEW.user_id, NEW.name, NEW.line1, NEW.line2, NEW.city, NEW.postal_code,
        NEW.country_code, NEW.phone
    );
END$$
DELIMITER ;
