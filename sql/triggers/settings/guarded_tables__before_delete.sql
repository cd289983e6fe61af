-- guarded_tables__before_delete: a table is listed as long as it is there.
DROP TRIGGER IF EXISTS guarded_tables__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__before_delete
BEFORE DELETE ON guarded_tables FOR EACH ROW
BEGIN
    IF EXISTS (
        SELECT 1
        FROM information_schema.tables
        WHERE table_schema = 'store' AND table_name = OLD.table_name
    ) THEN
        CALL fail('row_kept', CONCAT('The table ', OLD.table_name, ' is there: it stays listed.'));
    END IF;
END$$
DELIMITER ;
