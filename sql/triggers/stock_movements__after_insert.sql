-- stock_movements__after_insert: stock on hand follows the movement.
DROP TRIGGER IF EXISTS stock_movements__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movements__after_insert
AFTER INSERT ON stock_movements FOR EACH ROW
BEGIN
    UPDATE stock
    SET
        on_hand_qty = NEW.after_qty,
        movement_seq = NEW.seq
    WHERE product_id = NEW.product_id;
END$$
DELIMITER ;
