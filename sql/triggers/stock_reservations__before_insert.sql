-- stock_reservations__before_insert: lock the stock row and set the pieces of the order aside, if they are there.
DROP TRIGGER IF EXISTS stock_reservations__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_reservations__before_insert
BEFORE INSERT ON stock_reservations FOR EACH ROW
BEGIN
    DECLARE v_available INT;
    DECLARE v_reserved INT;
    DECLARE v_seq INT UNSIGNED;

    IF NEW.state <> 'held'
    OR NOT order_stock_effect(NEW.order_id) <=> 'reserve'
    OR NEW.reserved_qty <> (
        SELECT COALESCE(SUM(line_qty), 0)
        FROM order_lines
        WHERE order_id = NEW.order_id AND product_id = NEW.product_id
    ) THEN
        CALL fail('derived_value', 'Reservations follow the lines of an order when it is placed.');
    END IF;

    SELECT
        on_hand_qty - reserved_qty,
        reserved_qty,
        reservation_seq
    INTO v_available, v_reserved, v_seq
    FROM stock
    WHERE product_id = NEW.product_id
    FOR UPDATE;

    IF v_available < NEW.reserved_qty THEN
        CALL fail('insufficient_stock', CONCAT(
            'Only ', v_available, ' of "',
            (SELECT LEFT(name, 60) FROM products WHERE product_id = NEW.product_id),
            '" are left.'
        ));
    END IF;

    SET NEW.seq = v_seq + 1;
    SET NEW.after_qty = v_reserved + NEW.reserved_qty;
    SET NEW.updated_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
