-- addresses__before_insert: an address is known by its hash.
DROP TRIGGER IF EXISTS addresses__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER addresses__before_insert
BEFORE INSERT ON addresses FOR EACH ROW
BEGIN
    IF NEW.address_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers addresses.');
    END IF;
    IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
    > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
        CALL fail('unavailable', 'The clock of this session is not that of the server.');
    END IF;
    SET NEW.created_at = UTC_TIMESTAMP(6);
    -- Who and what, so that the same address of the same person is one row.
    SET NEW.address_hash = address_hash_of(
        NEW.user_id, NEW.name, NEW.line1, NEW.line2, NEW.city, NEW.postal_code,
        NEW.country_code, NEW.phone
    );
END$$
DELIMITER ;
