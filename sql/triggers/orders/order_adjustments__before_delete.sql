-- order_adjustments__before_delete: discounts leave only a draft.
DROP TRIGGER IF EXISTS order_adjustments__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_adjustments__before_delete
BEFORE DELETE ON order_adjustments FOR EACH ROW
BEGIN
    IF order_draft_lock(OLD.order_id) THEN
        CALL fail('row_kept', 'Imported orders hold their discounts in their lines.');
    END IF;
END$$
DELIMITER ;
