-- product_option_values__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_option_values__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_option_values__before_update
BEFORE UPDATE ON product_option_values FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_id <=> OLD.product_id
        AND NEW.option_no <=> OLD.option_no
        AND NEW.value_no <=> OLD.value_no
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of product_option_values never changes.');
    END IF;
END$$
DELIMITER ;
