-- payment_methods__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_methods__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__before_update
BEFORE UPDATE ON payment_methods FOR EACH ROW
BEGIN
    IF NOT (
        NEW.payment_method_code <=> CAST(OLD.payment_method_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of payment_methods never changes.');
    END IF;
END$$
DELIMITER ;
