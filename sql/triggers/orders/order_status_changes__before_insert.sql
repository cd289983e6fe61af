-- order_status_changes__before_insert: lock the order, refuse what the status flow does not list, settle what a draft costs.
DROP TRIGGER IF EXISTS order_status_changes__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_changes__before_insert
BEFORE INSERT ON order_status_changes FOR EACH ROW
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE v_seq SMALLINT UNSIGNED;
    DECLARE v_payment_seq SMALLINT UNSIGNED;
    DECLARE v_total DECIMAL(12, 2);
    DECLARE v_captured DECIMAL(12, 2);
    DECLARE v_refunded DECIMAL(12, 2);
    DECLARE v_was_frozen BOOLEAN;
    DECLARE v_is_imported BOOLEAN;
    DECLARE v_shipping_method_code VARCHAR(32);
    DECLARE v_to_status VARCHAR(32);
    DECLARE v_occasion VARCHAR(16);
    DECLARE v_is_covered BOOLEAN;
    DECLARE v_is_repaid BOOLEAN;
    DECLARE v_wait_minutes INT;
    DECLARE v_stock_entry_kind VARCHAR(16);
    DECLARE v_event_kind VARCHAR(32);
    DECLARE v_is_frozen BOOLEAN;
    DECLARE v_line_count SMALLINT UNSIGNED;
    DECLARE v_subtotal DECIMAL(12, 2);
    DECLARE v_discount DECIMAL(12, 2);
    DECLARE v_shipping DECIMAL(12, 2);
    DECLARE v_tax DECIMAL(12, 2);

    SELECT
        o.order_status_code,
        o.status_seq,
        o.is_frozen,
        o.is_imported,
        o.shipping_method_code,
        o.total_amount,
        o.payment_seq,
        o.captured_amount,
        o.refunded_amount
    INTO
        v_status, v_seq, v_was_frozen, v_is_imported, v_shipping_method_code, v_total,
        v_payment_seq, v_captured, v_refunded
    FROM orders AS o
    WHERE o.order_id = NEW.order_id
    FOR UPDATE;
    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(NEW.order_id, 'NULL'), '.'));
    END IF;

    IF NOT v_was_frozen <=> TRUE THEN
        -- A locking read: lines that others have added since our snapshot count, too.
        SELECT
            COUNT(*),
            COALESCE(SUM(l.gross_amount), 0),
            COALESCE(SUM(l.discount_amount), 0) + COALESCE((
                SELECT SUM(a.discount_amount)
                FROM order_adjustments AS a
                WHERE a.order_id = NEW.order_id
                LOCK IN SHARE MODE
            ), 0),
            COALESCE(SUM(l.tax_amount), 0),
            IF(v_shipping_method_code IS NULL, 0, MIN(m.price_amount))
        INTO v_line_count, v_subtotal, v_discount, v_tax, v_shipping
        FROM order_lines AS l
        LEFT JOIN shipping_methods AS m
            ON m.shipping_method_code = v_shipping_method_code AND m.is_offered
        WHERE l.order_id = NEW.order_id
        LOCK IN SHARE MODE;
        IF v_line_count = 0 THEN
            CALL fail('cart_empty', CONCAT('Order ', NEW.order_id, ' has no lines.'));
        END IF;
        IF v_shipping IS NULL THEN
            CALL fail('validation_failed', CONCAT(
                'shipping_method: "', v_shipping_method_code, '" is not offered.'
            ));
        END IF;
        SET v_total = v_subtotal - v_discount + v_shipping + v_tax;
        IF v_total = 0 THEN
            -- Who places an order that costs nothing has paid it.
            SELECT t.occasion
            INTO v_occasion
            FROM order_status_transitions AS t
            WHERE t.from_status_code = v_status AND t.to_status_code = NEW.order_status_code;
            IF v_occasion = 'place' THEN
                SELECT t.to_status_code
                INTO v_to_status
                FROM order_status_transitions AS t
                WHERE t.from_status_code = v_status AND t.occasion = 'free';
            END IF;
            SET NEW.order_status_code = COALESCE(v_to_status, NEW.order_status_code);
            SET v_to_status = NULL;
        END IF;
    END IF;
    SET NEW.line_count = v_line_count;
    SET NEW.subtotal_amount = v_subtotal;
    SET NEW.discount_amount = v_discount;
    SET NEW.shipping_amount = v_shipping;
    SET NEW.tax_amount = v_tax;

    SELECT
        t.to_status_code,
        t.occasion,
        t.stock_entry_kind_code,
        t.event_kind_code,
        s.is_frozen,
        s.is_covered,
        s.is_repaid,
        c.value,
        e.seq,
        -- The entry that makes the order move is not in its sums yet: this transaction wrote it.
        COALESCE(e.captured_after, v_captured),
        COALESCE(e.refunded_after, v_refunded)
    INTO
        v_to_status, v_occasion, v_stock_entry_kind, v_event_kind, v_is_frozen,
        v_is_covered, v_is_repaid, v_wait_minutes, v_payment_seq, v_captured, v_refunded
    FROM order_status_transitions AS t
    INNER JOIN order_statuses AS s ON t.to_status_code = s.order_status_code
    LEFT JOIN settings AS c ON s.is_payable AND c.setting_code = 'reservation_minutes'
    LEFT JOIN payment_entries AS e
        ON
            e.order_id = NEW.order_id
            AND e.seq = NEW.payment_seq
            AND e.seq = v_payment_seq + 1
    WHERE
        t.from_status_code = v_status
        AND t.to_status_code = NEW.order_status_code
        AND (t.occasion = 'import') = (v_is_imported AND v_was_frozen <=> FALSE)
        AND (t.occasion = 'free') <= (v_total = 0);
    IF v_to_status IS NULL THEN
        CALL fail('illegal_transition', CONCAT(
            'Order ', NEW.order_id, ' is ', v_status, ' and cannot become ',
            COALESCE(NEW.order_status_code, 'NULL'), '.'
        ));
    END IF;
    IF NOT NEW.payment_seq <=> v_payment_seq THEN
        CALL fail('derived_value', 'Only an entry of money that is being written moves an order.');
    END IF;
    IF (v_is_covered AND v_captured < v_total)
    OR (v_occasion <=> 'import' AND NOT v_captured <=> v_total) THEN
        CALL fail('illegal_transition', CONCAT(
            'Order ', NEW.order_id, ' costs ', v_total, ' and ', v_captured, ' has been paid.'
        ));
    END IF;
    IF v_is_repaid AND v_refunded < v_captured THEN
        CALL fail('illegal_transition', CONCAT(
            'Order ', NEW.order_id, ': ', v_captured - v_refunded, ' have not been given back.'
        ));
    END IF;

    SET NEW.seq = v_seq + 1;
    SET NEW.from_status_code = v_status;
    SET NEW.order_status_code = v_to_status;
    SET NEW.stock_entry_kind_code = v_stock_entry_kind;
    SET NEW.event_kind_code = IF(v_is_imported, NULL, v_event_kind);
    SET NEW.is_frozen = v_is_frozen;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    IF NOT v_occasion <=> 'import' THEN
        IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
        > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
            CALL fail('unavailable', 'The clock of this session is not that of the server.');
        END IF;
        SET NEW.changed_at = UTC_TIMESTAMP(6);
    END IF;
    SET NEW.pay_until_at = NEW.changed_at + INTERVAL v_wait_minutes MINUTE;
END$$
DELIMITER ;
