-- shipping_methods__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS shipping_methods__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__before_update
BEFORE UPDATE ON shipping_methods FOR EACH ROW
BEGIN
    IF NOT (
        NEW.shipping_method_code <=> CAST(OLD.shipping_method_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of shipping_methods never changes.');
    END IF;
END$$
DELIMITER ;
