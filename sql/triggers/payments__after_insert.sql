-- payments__after_insert: captured money follows, and an order that is covered is paid.
DROP TRIGGER IF EXISTS payments__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payments__after_insert
AFTER INSERT ON payments FOR EACH ROW
BEGIN
    UPDATE orders
    SET captured_amount = captured_amount + NEW.amount
    WHERE order_id = NEW.order_id;

    IF EXISTS (
        SELECT 1
        FROM orders
        WHERE
            order_id = NEW.order_id
            AND order_status_code = 'ready_for_paying'
            AND captured_amount >= total_amount
    ) THEN
        INSERT INTO order_status_changes (order_id, order_status_code)
        VALUES (NEW.order_id, 'paid');
    END IF;
END$$
DELIMITER ;
