-- stock_reservations__after_insert: reserved stock follows the reservation.
DROP TRIGGER IF EXISTS stock_reservations__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_reservations__after_insert
AFTER INSERT ON stock_reservations FOR EACH ROW
BEGIN
    UPDATE stock
    SET
        reserved_qty = NEW.after_qty,
        reservation_seq = NEW.seq
    WHERE product_id = NEW.product_id;
END$$
DELIMITER ;
