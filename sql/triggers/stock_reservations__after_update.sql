-- stock_reservations__after_update: reserved stock follows the reservation; what is consumed leaves the shop.
DROP TRIGGER IF EXISTS stock_reservations__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_reservations__after_update
AFTER UPDATE ON stock_reservations FOR EACH ROW
BEGIN
    UPDATE stock
    SET
        reserved_qty = NEW.after_qty,
        reservation_seq = NEW.seq
    WHERE product_id = NEW.product_id;

    IF NEW.state = 'consumed' THEN
        INSERT INTO stock_movements (
            product_id, stock_movement_reason_code, moved_qty, order_id
        )
        VALUES (NEW.product_id, 'sale', -NEW.reserved_qty, NEW.order_id);
    END IF;
END$$
DELIMITER ;
