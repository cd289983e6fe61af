-- payments_give_back: give captured money of an order back, newest payment first.
-- Route:   internal
-- Fails:   refund_too_large, validation_failed
-- Locks:   the order
-- Returns: nothing
DROP PROCEDURE IF EXISTS payments_give_back;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE payments_give_back (
    IN p_order_id BIGINT UNSIGNED,
    IN p_amount DECIMAL(20, 6),
    IN p_note VARCHAR(255)
)
COMMENT 'Give captured money of an order back, newest payment first.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_left DECIMAL(12, 2);
    DECLARE v_payment_id BIGINT UNSIGNED;
    DECLARE v_rest DECIMAL(12, 2);

    -- Wider than money, so that a third decimal is refused and not rounded away.
    IF NOT (
        p_amount > 0 AND p_amount <= 9999999999 AND p_amount = ROUND(p_amount, 2)
    ) <=> TRUE THEN
        CALL fail('validation_failed', 'amount: There is nothing of that amount to give back.');
    END IF;
    SET v_left = p_amount;
    WHILE v_left > 0 DO
        SET v_payment_id = NULL;
        SELECT
            e.payment_id,
            SUM(e.amount * (k.captured_sign - k.refunded_sign))
        INTO v_payment_id, v_rest
        FROM payment_entries AS e
        INNER JOIN payment_entry_kinds AS k
            ON e.payment_entry_kind_code = k.payment_entry_kind_code
        WHERE e.order_id = p_order_id
        GROUP BY e.payment_id
        HAVING SUM(e.amount * (k.captured_sign - k.refunded_sign)) > 0
        ORDER BY e.payment_id DESC
        LIMIT 1
        LOCK IN SHARE MODE; -- noqa: PRS
        IF v_payment_id IS NULL THEN
            CALL fail('refund_too_large', CONCAT(
                'Of this amount ', v_left, ' are more than what was paid and not given back.'
            ));
        END IF;
        INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount, note)
        VALUES (p_order_id, v_payment_id, 'refund', LEAST(v_left, v_rest), p_note);
        SET v_left = v_left - LEAST(v_left, v_rest);
    END WHILE;
END$$
DELIMITER ;
