-- stock_entries__before_insert: lock the stock row, check the entry and fix what stock is after it.
DROP TRIGGER IF EXISTS stock_entries__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entries__before_insert
BEFORE INSERT ON stock_entries FOR EACH ROW
BEGIN
    DECLARE v_on_hand INT;
    DECLARE v_reserved INT;
    DECLARE v_seq INT UNSIGNED;
    DECLARE v_kind VARCHAR(16);
    DECLARE v_moving_kind VARCHAR(16);

    IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
    > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
        CALL fail('unavailable', 'The clock of this session is not that of the server.');
    END IF;
    SELECT
        s.on_hand_qty,
        s.reserved_qty,
        s.entry_seq,
        (
            SELECT k.stock_entry_kind_code
            FROM stock_entry_kinds AS k
            WHERE
                k.stock_entry_kind_code = NEW.stock_entry_kind_code
                AND SIGN(NEW.on_hand_delta) = COALESCE(k.on_hand_sign, SIGN(NEW.on_hand_delta))
                AND SIGN(NEW.reserved_delta) = k.reserved_sign
                AND k.is_for_orders = (NEW.order_id IS NOT NULL)
        ),
        -- Orders move stock only while a move of theirs is being written: between the row of
        -- the history and the status that follows it.
        (
            SELECT c.stock_entry_kind_code
            FROM orders AS o
            INNER JOIN order_status_changes AS c
                ON o.order_id = c.order_id AND c.seq = o.status_seq + 1
            WHERE o.order_id = NEW.order_id
            LOCK IN SHARE MODE
        )
    INTO v_on_hand, v_reserved, v_seq, v_kind, v_moving_kind
    FROM stock AS s
    WHERE s.variant_id = NEW.variant_id AND s.stock_location_id = NEW.stock_location_id
    FOR UPDATE;

    IF v_seq IS NULL THEN
        CALL fail('not_found', CONCAT(
            'There is no stock of variant ', COALESCE(NEW.variant_id, 'NULL'), ' here.'
        ));
    END IF;
    IF v_kind IS NULL OR (NEW.order_id IS NOT NULL AND NOT v_moving_kind <=> v_kind) THEN
        CALL fail('stock_entry_invalid', CONCAT(
            'An entry of ', COALESCE(NEW.on_hand_delta, 'NULL'), ' on hand and ',
            COALESCE(NEW.reserved_delta, 'NULL'), ' reserved cannot be a "',
            COALESCE(NEW.stock_entry_kind_code, 'NULL'), '".'
        ));
    END IF;
    SET NEW.stock_entry_kind_code = v_kind;
    SET NEW.seq = v_seq + 1;
    SET NEW.on_hand_after = v_on_hand + NEW.on_hand_delta;
    SET NEW.reserved_after = v_reserved + NEW.reserved_delta;
    IF NEW.on_hand_after < NEW.reserved_after OR NEW.reserved_after < 0 THEN
        CALL stock_refuse(NEW.variant_id, v_on_hand - v_reserved);
    END IF;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    SET NEW.created_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
