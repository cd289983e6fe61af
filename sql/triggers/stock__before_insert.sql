-- stock__before_insert: stock begins empty and moves by movements.
DROP TRIGGER IF EXISTS stock__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock__before_insert
BEFORE INSERT ON stock FOR EACH ROW
BEGIN
    IF NEW.on_hand_qty <> 0 OR NEW.reserved_qty <> 0
    OR NEW.movement_seq <> 0 OR NEW.reservation_seq <> 0 THEN
        CALL fail('derived_value', 'Stock begins at zero and follows its movements.');
    END IF;
END$$
DELIMITER ;
