-- stock_locations__before_insert: rows get their number here.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_locations__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_locations__before_insert
BEFORE INSERT ON stock_locations FOR EACH ROW
BEGIN
    IF NEW.stock_location_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers stock_locations.');
    END IF;
END$$
DELIMITER ;
