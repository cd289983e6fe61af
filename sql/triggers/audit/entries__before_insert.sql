-- entries__before_insert: an entry of the audit gets its number here, and tells of now.
DROP TRIGGER IF EXISTS store_audit.entries__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_retention'@'localhost' TRIGGER store_audit.entries__before_insert
BEFORE INSERT ON store_audit.entries FOR EACH ROW
BEGIN
    IF NEW.entry_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL store.fail('derived_value', 'The database numbers the entries of the audit.');
    END IF;
    IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
    > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
        CALL store.fail(
            'unavailable', 'The clock of this session is not that of the server.'
        );
    END IF;
    IF NOT ABS(TIMESTAMPDIFF(SECOND, NEW.happened_at, UTC_TIMESTAMP(6))) <= 60 <=> TRUE THEN
        CALL store.fail('derived_value', 'An entry of the audit tells of what happens now.');
    END IF;
END$$
DELIMITER ;
