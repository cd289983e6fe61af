-- guarded_tables__before_insert: only a table that is there can be listed.
DROP TRIGGER IF EXISTS guarded_tables__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__before_insert
BEFORE INSERT ON guarded_tables FOR EACH ROW
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM information_schema.tables
        WHERE table_schema = 'store' AND table_name = NEW.table_name
    ) THEN
        CALL fail('not_found', CONCAT('There is no table ', COALESCE(NEW.table_name, 'NULL'), '.'));
    END IF;
END$$
DELIMITER ;
