-- payments__before_insert: lock the order; money is taken for an order that waits for it, and exactly what it costs.
DROP TRIGGER IF EXISTS payments__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payments__before_insert
BEFORE INSERT ON payments FOR EACH ROW
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE v_total DECIMAL(12, 2);
    DECLARE v_captured DECIMAL(12, 2);
    DECLARE v_currency CHAR(3);
    DECLARE v_is_imported BOOLEAN;
    DECLARE v_shipping_method_code VARCHAR(32);

    SELECT
        order_status_code,
        total_amount,
        captured_amount,
        currency_code,
        is_imported,
        shipping_method_code
    INTO
        v_status, v_total, v_captured, v_currency, v_is_imported, v_shipping_method_code
    FROM orders
    WHERE order_id = NEW.order_id
    FOR UPDATE;

    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(NEW.order_id, 'NULL'), '.'));
    END IF;
    IF v_status <> IF(v_is_imported, 'draft', 'ready_for_paying') OR NOT EXISTS (
        SELECT 1
        FROM payment_methods
        WHERE
            payment_method_code = NEW.payment_method_code
            AND ((v_is_imported AND is_by_import) OR (NOT v_is_imported AND is_offered))
    ) THEN
        CALL fail('order_not_payable', CONCAT(
            'Order ', NEW.order_id, ' is ', v_status, ' and cannot be paid by ',
            COALESCE(NEW.payment_method_code, 'NULL'), '.'
        ));
    END IF;
    IF v_is_imported THEN
        SET v_total = order_shipping_amount(v_shipping_method_code) + (
            SELECT SUM(line_total_amount + tax_amount)
            FROM order_lines
            WHERE order_id = NEW.order_id
        );
    END IF;
    IF NEW.amount > v_total - v_captured OR v_total IS NULL
    OR (NEW.amount <> v_total - v_captured AND NOT v_is_imported) THEN
        CALL fail('amount_mismatch', CONCAT(
            'Order ', NEW.order_id, ' costs exactly ', v_total - v_captured, ' ', v_currency,
            ', not ', NEW.amount, '.'
        ));
    END IF;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    IF NOT v_is_imported THEN
        SET NEW.created_at = UTC_TIMESTAMP(6);
    END IF;
END$$
DELIMITER ;
