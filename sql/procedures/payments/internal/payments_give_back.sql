-- payments_give_back: give captured money of an order back, newest payment first.
-- Route:   internal
-- Fails:   none
-- Locks:   the order
-- Returns: nothing
DROP PROCEDURE IF EXISTS payments_give_back;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE payments_give_back (
    IN p_order_id BIGINT UNSIGNED,
    IN p_amount DECIMAL(12, 2),
    IN p_note VARCHAR(255)
)
COMMENT 'Give captured money of an order back, newest payment first.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_left DECIMAL(12, 2) DEFAULT p_amount;
    DECLARE v_payment_id BIGINT UNSIGNED;
    DECLARE v_rest DECIMAL(12, 2);

    -- The caller has locked the order and checked that so much is left.
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
        INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount, note)
        VALUES (p_order_id, v_payment_id, 'refund', LEAST(v_left, v_rest), p_note);
        SET v_left = v_left - LEAST(v_left, v_rest);
    END WHILE;
END$$
DELIMITER ;
