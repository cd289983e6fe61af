-- stock_locations__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_locations__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_locations__before_update
BEFORE UPDATE ON stock_locations FOR EACH ROW
BEGIN
    IF NOT (
        NEW.stock_location_id <=> OLD.stock_location_id
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of stock_locations never changes.');
    END IF;
END$$
DELIMITER ;
