-- product_statuses__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_statuses__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__before_update
BEFORE UPDATE ON product_statuses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_status_code <=> CAST(OLD.product_status_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of product_statuses never changes.');
    END IF;
END$$
DELIMITER ;
