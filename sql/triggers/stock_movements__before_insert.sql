-- stock_movements__before_insert: lock the stock row, check the movement and fix what stock is after it.
DROP TRIGGER IF EXISTS stock_movements__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movements__before_insert
BEFORE INSERT ON stock_movements FOR EACH ROW
BEGIN
    DECLARE v_on_hand INT;
    DECLARE v_reserved INT;
    DECLARE v_seq INT UNSIGNED;

    SELECT
        on_hand_qty,
        reserved_qty,
        movement_seq
    INTO v_on_hand, v_reserved, v_seq
    FROM stock
    WHERE product_id = NEW.product_id
    FOR UPDATE;

    IF v_seq IS NULL THEN
        CALL fail('not_found', CONCAT(
            'There is no product ', COALESCE(NEW.product_id, 'NULL'), '.'
        ));
    END IF;

    IF NOT EXISTS (
        SELECT 1
        FROM stock_movement_reasons
        WHERE
            stock_movement_reason_code = NEW.stock_movement_reason_code
            AND ((NEW.moved_qty > 0 AND is_incoming) OR (NEW.moved_qty < 0 AND is_outgoing))
            AND is_for_orders = (NEW.order_id IS NOT NULL)
    ) THEN
        CALL fail('movement_invalid', CONCAT(
            'A movement of ', NEW.moved_qty, ' cannot be for the reason "',
            NEW.stock_movement_reason_code, '".'
        ));
    END IF;

    -- What an order moves is fixed by its reservation; the unique key makes it once.
    IF NEW.order_id IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM stock_reservations
        WHERE
            order_id = NEW.order_id
            AND product_id = NEW.product_id
            AND state = 'consumed'
            AND reserved_qty = ABS(NEW.moved_qty)
            AND (
                NEW.stock_movement_reason_code = 'sale'
                OR order_stock_effect(NEW.order_id) = 'return'
            )
    ) THEN
        CALL fail('movement_invalid', CONCAT(
            'Order ', NEW.order_id, ' does not move ', NEW.moved_qty,
            ' of product ', NEW.product_id, '.'
        ));
    END IF;

    IF v_on_hand + NEW.moved_qty < v_reserved THEN
        CALL fail('insufficient_stock', CONCAT(
            'Only ', v_on_hand - v_reserved, ' of product ', NEW.product_id, ' are free.'
        ));
    END IF;

    SET NEW.seq = v_seq + 1;
    SET NEW.after_qty = v_on_hand + NEW.moved_qty;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    SET NEW.created_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
