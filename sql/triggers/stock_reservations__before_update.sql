-- stock_reservations__before_update: a held reservation is released or consumed once, as the status of its order says.
DROP TRIGGER IF EXISTS stock_reservations__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_reservations__before_update
BEFORE UPDATE ON stock_reservations FOR EACH ROW
BEGIN
    DECLARE v_reserved INT;
    DECLARE v_seq INT UNSIGNED;

    IF NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.product_id <=> OLD.product_id
        AND NEW.reserved_qty <=> OLD.reserved_qty
        AND OLD.state = 'held'
        AND (
            (NEW.state <=> 'released' AND order_stock_effect(OLD.order_id) <=> 'release')
            OR (NEW.state <=> 'consumed' AND order_stock_effect(OLD.order_id) <=> 'consume')
        )
    ) THEN
        CALL fail('derived_value', 'Reservations follow the status of their order.');
    END IF;

    SELECT
        reserved_qty,
        reservation_seq
    INTO v_reserved, v_seq
    FROM stock
    WHERE product_id = NEW.product_id
    FOR UPDATE;

    SET NEW.seq = v_seq + 1;
    SET NEW.after_qty = v_reserved - OLD.reserved_qty;
    SET NEW.updated_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
