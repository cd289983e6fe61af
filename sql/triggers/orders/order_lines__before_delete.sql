-- order_lines__before_delete: lines leave only a draft.
DROP TRIGGER IF EXISTS order_lines__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__before_delete
BEFORE DELETE ON order_lines FOR EACH ROW
BEGIN
    IF order_draft_lock(OLD.order_id) THEN
        CALL fail('row_kept', 'Lines of imported orders are never deleted.');
    END IF;
END$$
DELIMITER ;
