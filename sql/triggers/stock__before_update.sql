-- stock__before_update: accept only what the newest movement or the newest reservation says.
DROP TRIGGER IF EXISTS stock__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock__before_update
BEFORE UPDATE ON stock FOR EACH ROW
BEGIN
    IF NOT NEW.product_id <=> OLD.product_id THEN
        CALL fail('derived_value', 'Stock belongs to its product.');
    END IF;

    IF NOT (NEW.on_hand_qty <=> OLD.on_hand_qty AND NEW.movement_seq <=> OLD.movement_seq) THEN
        IF NOT NEW.movement_seq <=> OLD.movement_seq + 1
        OR NOT NEW.on_hand_qty <=> (
            SELECT after_qty
            FROM stock_movements
            WHERE product_id = NEW.product_id AND seq = NEW.movement_seq
        ) THEN
            CALL fail('derived_value', 'Stock on hand follows its movements: insert one.');
        END IF;
    END IF;

    IF NOT (
        NEW.reserved_qty <=> OLD.reserved_qty
        AND NEW.reservation_seq <=> OLD.reservation_seq
    ) THEN
        IF NOT NEW.reservation_seq <=> OLD.reservation_seq + 1
        OR NOT NEW.reserved_qty <=> (
            SELECT after_qty
            FROM stock_reservations
            WHERE product_id = NEW.product_id AND seq = NEW.reservation_seq
        ) THEN
            CALL fail('derived_value', 'Reserved stock follows the reservations of orders.');
        END IF;
    END IF;
END$$
DELIMITER ;
