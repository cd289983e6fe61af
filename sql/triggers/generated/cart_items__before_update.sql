-- cart_items__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS cart_items__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER cart_items__before_update
BEFORE UPDATE ON cart_items FOR EACH ROW
BEGIN
    IF NOT (
        NEW.cart_item_id <=> OLD.cart_item_id
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of cart_items never changes.');
    END IF;
END$$
DELIMITER ;
