-- order_adjustments__before_insert: discounts are added to a draft only.
DROP TRIGGER IF EXISTS order_adjustments__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_adjustments__before_insert
BEFORE INSERT ON order_adjustments FOR EACH ROW
BEGIN
    IF order_draft_lock(NEW.order_id) THEN
        CALL fail('row_kept', 'Imported orders hold their discounts in their lines.');
    END IF;
END$$
DELIMITER ;
