-- payment_entries__before_insert: lock the order, take the entry into its sums and see where the money takes the order.
DROP TRIGGER IF EXISTS payment_entries__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_entries__before_insert
BEFORE INSERT ON payment_entries FOR EACH ROW
BEGIN
    DECLARE v_captured DECIMAL(12, 2);
    DECLARE v_refunded DECIMAL(12, 2);
    DECLARE v_charged_back DECIMAL(12, 2);
    DECLARE v_total DECIMAL(12, 2);
    DECLARE v_currency CHAR(3);
    DECLARE v_seq SMALLINT UNSIGNED;
    DECLARE v_is_imported BOOLEAN;
    DECLARE v_was_frozen BOOLEAN;
    DECLARE v_method VARCHAR(16);
    DECLARE v_amount DECIMAL(12, 2);
    DECLARE v_captured_sign TINYINT;
    DECLARE v_refunded_sign TINYINT;
    DECLARE v_charged_back_sign TINYINT;
    DECLARE v_occasion VARCHAR(16);
    DECLARE v_to_status VARCHAR(32);

    -- Rows that never change: no lock needed. The first entry of an attempt is its capture:
    -- what was never taken is neither given nor charged back.
    SELECT
        p.payment_method_code,
        p.amount,
        k.captured_sign,
        k.refunded_sign,
        k.charged_back_sign,
        k.occasion
    INTO v_method, v_amount, v_captured_sign, v_refunded_sign, v_charged_back_sign, v_occasion
    FROM payments AS p
    INNER JOIN payment_entry_kinds AS k
        ON k.payment_entry_kind_code = NEW.payment_entry_kind_code
    LEFT JOIN payment_entries AS e ON p.payment_id = e.payment_id
    WHERE
        p.payment_id = NEW.payment_id
        AND p.order_id = NEW.order_id
        AND (k.captured_sign = 1 OR e.payment_id IS NOT NULL)
    -- Any entry will do.
    ORDER BY p.payment_id
    LIMIT 1;
    SELECT
        o.captured_amount,
        o.refunded_amount,
        o.charged_back_amount,
        o.total_amount,
        o.currency_code,
        o.payment_seq,
        o.is_imported,
        o.is_frozen,
        -- Looked up without a lock: all orders read the same few rows.
        (
            SELECT t.to_status_code
            FROM order_status_transitions AS t
            WHERE t.from_status_code = o.order_status_code AND t.occasion = v_occasion
            ORDER BY t.to_status_code
            LIMIT 1
        )
    INTO
        v_captured, v_refunded, v_charged_back, v_total, v_currency, v_seq, v_is_imported,
        v_was_frozen, v_to_status
    FROM orders AS o
    WHERE o.order_id = NEW.order_id
    FOR UPDATE;

    IF v_method IS NULL OR v_seq IS NULL THEN
        CALL fail('not_found', CONCAT(
            'Order ', COALESCE(NEW.order_id, 'NULL'), ' has no payment ',
            COALESCE(NEW.payment_id, 'NULL'), ' of that kind.'
        ));
    END IF;
    SET NEW.seq = v_seq + 1;
    SET NEW.payment_method_code = v_method;
    SET NEW.currency_code = v_currency;
    SET NEW.captured_after = v_captured + v_captured_sign * NEW.amount;
    SET NEW.refunded_after = v_refunded + v_refunded_sign * NEW.amount;
    SET NEW.charged_back_after = v_charged_back + v_charged_back_sign * NEW.amount;
    IF NEW.provider_transaction_id = '' THEN
        -- Without a provider the shop is its own: an attempt is captured once.
        IF v_captured_sign = 1 AND NOT NEW.amount <=> v_amount THEN
            CALL fail('amount_mismatch', CONCAT(
                'Payment ', NEW.payment_id, ' is of ', v_amount, ', not ', NEW.amount, '.'
            ));
        END IF;
        -- A second attempt may have been faster.
        IF v_captured_sign = 1 AND v_was_frozen AND v_to_status IS NULL THEN
            CALL fail('order_not_payable', CONCAT(
                'Order ', NEW.order_id, ' no longer waits for money.'
            ));
        END IF;
        SET NEW.provider_transaction_id = IF(
            v_captured_sign = 1, NEW.payment_id, CONCAT(NEW.order_id, '/', NEW.seq)
        );
    END IF;
    IF NEW.refunded_after > NEW.captured_after THEN
        CALL fail('refund_too_large', CONCAT(
            'Only ', v_captured - v_refunded, ' ', v_currency, ' can be given back.'
        ));
    END IF;
    -- Captured money takes an order along when it covers it, given back when nothing is left.
    SET NEW.to_status_code = IF(
        v_was_frozen AND IF(
            v_captured_sign = 1,
            NEW.captured_after >= v_total,
            NEW.refunded_after = NEW.captured_after
        ),
        v_to_status,
        NULL
    );
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    IF NOT (v_is_imported <=> TRUE AND v_was_frozen <=> FALSE) THEN
        IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
        > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
            CALL fail('unavailable', 'The clock of this session is not that of the server.');
        END IF;
        SET NEW.created_at = UTC_TIMESTAMP(6);
    END IF;
END$$
DELIMITER ;
