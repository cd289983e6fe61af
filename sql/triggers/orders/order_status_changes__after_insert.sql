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

    -- In the order of the key: no deadlock. Not by order_demand: a view that sums is read without
    -- locks, and a line that came while the move waited for its order would be missed.
    IF NEW.stock_location_id IS NOT NULL THEN
        INSERT INTO stock_entries (
            variant_id, stock_location_id, stock_entry_kind_code, reserved_delta, order_id
        )
        SELECT
            variant_id,
            NEW.stock_location_id,
            NEW.stock_entry_kind_code,
            SUM(line_qty),
            NEW.order_id
        FROM order_lines
        WHERE order_id = NEW.order_id AND line_kind = 'piece'
        GROUP BY variant_id
        ORDER BY variant_id
        LOCK IN SHARE MODE; -- noqa: PRS
    ELSEIF NEW.stock_entry_kind_code IS NOT NULL THEN
        CALL order_stock_follow(NEW.order_id, NEW.stock_entry_kind_code);
    END IF;

    UPDATE orders
    SET
        order_status_code = NEW.order_status_code,
        status_seq = NEW.seq,
        payment_seq = COALESCE(NEW.payment_seq, payment_seq)
    WHERE order_id = NEW.order_id;
END$$
DELIMITER ;
