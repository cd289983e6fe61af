-- stock_entry_kinds__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_entry_kinds__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entry_kinds__before_update
BEFORE UPDATE ON stock_entry_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.stock_entry_kind_code <=> CAST(OLD.stock_entry_kind_code AS BINARY)
        AND NEW.on_hand_sign <=> OLD.on_hand_sign
        AND NEW.reserved_sign <=> OLD.reserved_sign
        AND NEW.is_for_orders <=> OLD.is_for_orders
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of stock_entry_kinds never changes.');
    END IF;
END$$
DELIMITER ;
