-- order_status_changes__after_insert: the event is told, stock follows, and the order stands where the move says; from then on nothing more may follow from it.
DROP TRIGGER IF EXISTS order_status_changes__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_changes__after_insert
AFTER INSERT ON order_status_changes FOR EACH ROW
BEGIN
    IF NEW.event_kind_code IS NOT NULL THEN
        INSERT INTO events (event_kind_code, order_id, order_seq)
        VALUES (NEW.event_kind_code, NEW.order_id, NEW.seq);
    END IF;

    IF NEW.stock_entry_kind_code IS NOT NULL THEN
        CALL order_stock_move(NEW.order_id, NEW.stock_entry_kind_code);
    END IF;

    UPDATE orders
    SET
        order_status_code = NEW.order_status_code,
        status_seq = NEW.seq,
        payment_seq = COALESCE(NEW.payment_seq, payment_seq)
    WHERE order_id = NEW.order_id;
END$$
DELIMITER ;
