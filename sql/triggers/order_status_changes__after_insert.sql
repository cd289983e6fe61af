-- order_status_changes__after_insert: the status follows, the mail that the move owes is queued, stock follows last.
DROP TRIGGER IF EXISTS order_status_changes__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_changes__after_insert
AFTER INSERT ON order_status_changes FOR EACH ROW
BEGIN
    UPDATE orders
    SET
        order_status_code = NEW.order_status_code,
        status_seq = NEW.seq
    WHERE order_id = NEW.order_id;

    IF NEW.mail_template_code IS NOT NULL THEN
        INSERT INTO mails (dedupe_key, mail_template_code, user_id, order_id)
        SELECT
            CONCAT('order/', NEW.order_id, '/', NEW.seq) AS dedupe_key,
            NEW.mail_template_code,
            user_id,
            order_id
        FROM orders
        WHERE order_id = NEW.order_id;
    END IF;

    -- Stock comes last and in product order: the shortest locks, and no deadlock.
    CASE NEW.stock_effect
        WHEN 'reserve' THEN
            INSERT INTO stock_reservations (order_id, product_id, reserved_qty)
            SELECT
                order_id,
                product_id,
                SUM(line_qty) AS reserved_qty
            FROM order_lines
            WHERE order_id = NEW.order_id
            GROUP BY order_id, product_id
            ORDER BY product_id;
        WHEN 'release' THEN
            UPDATE stock_reservations
            SET state = 'released'
            WHERE order_id = NEW.order_id
            ORDER BY product_id;
        WHEN 'consume' THEN
            UPDATE stock_reservations
            SET state = 'consumed'
            WHERE order_id = NEW.order_id
            ORDER BY product_id;
        WHEN 'return' THEN
            INSERT INTO stock_movements (
                product_id, stock_movement_reason_code, moved_qty, order_id
            )
            SELECT
                product_id,
                'return' AS stock_movement_reason_code,
                reserved_qty AS moved_qty,
                order_id
            FROM stock_reservations
            WHERE order_id = NEW.order_id
            ORDER BY product_id;
        ELSE BEGIN END;
    END CASE;
END$$
DELIMITER ;
