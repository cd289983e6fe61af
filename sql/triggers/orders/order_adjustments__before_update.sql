-- order_adjustments__before_update: discounts change only while the order is a draft.
DROP TRIGGER IF EXISTS order_adjustments__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_adjustments__before_update
BEFORE UPDATE ON order_adjustments FOR EACH ROW
BEGIN
    IF order_draft_lock(OLD.order_id) THEN
        CALL fail('row_kept', 'Imported orders hold their discounts in their lines.');
    END IF;
    IF NOT (NEW.order_id <=> OLD.order_id AND NEW.adjustment_no <=> OLD.adjustment_no) THEN
        CALL fail('row_kept', 'A discount stays with its order.');
    END IF;
END$$
DELIMITER ;
