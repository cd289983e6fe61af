-- payment_entries__after_insert: the money of the order follows, together with its status where the entry moves it.
DROP TRIGGER IF EXISTS payment_entries__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_entries__after_insert
AFTER INSERT ON payment_entries FOR EACH ROW
BEGIN
    IF NEW.to_status_code IS NOT NULL THEN
        INSERT INTO order_status_changes (order_id, order_status_code, payment_seq)
        VALUES (NEW.order_id, NEW.to_status_code, NEW.seq);
    ELSE
        UPDATE orders
        SET payment_seq = NEW.seq
        WHERE order_id = NEW.order_id;
    END IF;
END$$
DELIMITER ;
