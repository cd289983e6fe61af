-- carts__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS carts__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER carts__before_update
BEFORE UPDATE ON carts FOR EACH ROW
BEGIN
    IF NOT (
        NEW.cart_id <=> OLD.cart_id
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of carts never changes.');
    END IF;
END$$
DELIMITER ;
