-- guarded_tables__before_update: a row keeps its table.
DROP TRIGGER IF EXISTS guarded_tables__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_tables__before_update
BEFORE UPDATE ON guarded_tables FOR EACH ROW
BEGIN
    IF NOT NEW.table_name <=> CAST(OLD.table_name AS BINARY) THEN
        CALL fail('row_kept', 'A row of guarded_tables keeps its table.');
    END IF;
END$$
DELIMITER ;
