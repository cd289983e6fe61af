-- payment_take: take money for an order by a method that the shop itself settles: attempt and capture in one.
-- Route:   internal
-- Fails:   not_found, order_not_payable, amount_mismatch, validation_failed
-- Locks:   the order
-- Returns: nothing; LAST_INSERT_ID() is the payment
DROP PROCEDURE IF EXISTS payment_take;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE payment_take (
    IN p_order_id BIGINT UNSIGNED,
    IN p_payment_method_code VARCHAR(16),
    IN p_amount DECIMAL(20, 6)
)
COMMENT 'Take money for an order by a method that the shop itself settles: attempt and capture in one.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    -- Wider than money, so that a third decimal is refused and not rounded away.
    IF NOT (p_amount BETWEEN 0 AND 9999999999 AND p_amount = ROUND(p_amount, 2)) <=> TRUE THEN
        CALL fail('validation_failed', 'amount: Must be an amount such as 12.50, not negative.');
    END IF;
    INSERT INTO payments (order_id, payment_method_code, amount)
    VALUES (p_order_id, p_payment_method_code, p_amount);
    INSERT INTO payment_entries (order_id, payment_id, payment_entry_kind_code, amount)
    VALUES (p_order_id, LAST_INSERT_ID(), 'capture', p_amount);
END$$
DELIMITER ;
