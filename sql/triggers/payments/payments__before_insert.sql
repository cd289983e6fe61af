-- payments__before_insert: lock the order; an attempt is for an order that waits for money, and for exactly what it still costs.
DROP TRIGGER IF EXISTS payments__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payments__before_insert
BEFORE INSERT ON payments FOR EACH ROW
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE v_is_payable BOOLEAN;
    DECLARE v_due DECIMAL(12, 2);
    DECLARE v_currency CHAR(3);
    DECLARE v_is_imported BOOLEAN;

    IF NEW.payment_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers payments.');
    END IF;
    SELECT
        o.order_status_code,
        -- History is paid while it is a draft, by methods that nobody else may use.
        IF(o.is_imported, NOT o.is_frozen, o.pay_until_at IS NOT NULL) AND (
            SELECT IF(o.is_imported, m.is_by_import, m.is_offered)
            FROM payment_methods AS m
            WHERE m.payment_method_code = NEW.payment_method_code
        ),
        o.total_amount - o.captured_amount,
        o.currency_code,
        o.is_imported
    INTO v_status, v_is_payable, v_due, v_currency, v_is_imported
    FROM orders AS o
    WHERE o.order_id = NEW.order_id
    FOR UPDATE;

    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(NEW.order_id, 'NULL'), '.'));
    END IF;
    IF NOT v_is_payable <=> TRUE THEN
        CALL fail('order_not_payable', CONCAT(
            'Order ', NEW.order_id, ' is ', v_status, ' and cannot be paid by ',
            COALESCE(NEW.payment_method_code, 'NULL'), '.'
        ));
    END IF;
    IF NOT NEW.amount <=> v_due AND NOT v_is_imported <=> TRUE THEN
        CALL fail('amount_mismatch', CONCAT(
            'Order ', NEW.order_id, ' costs exactly ', v_due, ' ', v_currency,
            ', not ', COALESCE(NEW.amount, 'NULL'), '.'
        ));
    END IF;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    IF NOT v_is_imported <=> TRUE THEN
        IF ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
        > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
            CALL fail('unavailable', 'The clock of this session is not that of the server.');
        END IF;
        SET NEW.created_at = UTC_TIMESTAMP(6);
    END IF;
END$$
DELIMITER ;
