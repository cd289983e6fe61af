-- payment_entry_kinds__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_entry_kinds__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_entry_kinds__before_update
BEFORE UPDATE ON payment_entry_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.payment_entry_kind_code <=> CAST(OLD.payment_entry_kind_code AS BINARY)
        AND NEW.captured_sign <=> OLD.captured_sign
        AND NEW.refunded_sign <=> OLD.refunded_sign
        AND NEW.charged_back_sign <=> OLD.charged_back_sign
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of payment_entry_kinds never changes.');
    END IF;
END$$
DELIMITER ;
