-- order_status_changes__before_insert: lock the order and refuse what its status flow does not list.
DROP TRIGGER IF EXISTS order_status_changes__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_changes__before_insert
BEFORE INSERT ON order_status_changes FOR EACH ROW
BEGIN
    DECLARE v_status VARCHAR(32);
    DECLARE v_seq SMALLINT UNSIGNED;
    DECLARE v_total DECIMAL(12, 2);
    DECLARE v_captured DECIMAL(12, 2);
    DECLARE v_is_imported BOOLEAN;
    DECLARE v_shipping_method_code VARCHAR(32);
    DECLARE v_to_status VARCHAR(32);
    DECLARE v_stock_effect VARCHAR(16);
    DECLARE v_mail_template_code VARCHAR(64);

    SELECT
        order_status_code,
        status_seq,
        total_amount,
        captured_amount,
        is_imported,
        shipping_method_code
    INTO v_status, v_seq, v_total, v_captured, v_is_imported, v_shipping_method_code
    FROM orders
    WHERE order_id = NEW.order_id
    FOR UPDATE;

    IF v_status IS NULL THEN
        CALL fail('not_found', CONCAT('There is no order ', COALESCE(NEW.order_id, 'NULL'), '.'));
    END IF;
    SELECT
        to_status_code,
        stock_effect,
        mail_template_code
    INTO v_to_status, v_stock_effect, v_mail_template_code
    FROM order_status_transitions
    WHERE
        from_status_code = v_status
        AND to_status_code = NEW.order_status_code
        AND (v_status <> 'draft' OR is_by_import = v_is_imported);
    IF v_to_status IS NULL THEN
        CALL fail('illegal_transition', CONCAT(
            'Order ', NEW.order_id, ' is ', v_status, ' and cannot become ',
            COALESCE(NEW.order_status_code, 'NULL'), '.'
        ));
    END IF;
    IF v_status = 'draft' THEN
        SET v_total = order_shipping_amount(v_shipping_method_code) + (
            SELECT SUM(line_total_amount + tax_amount)
            FROM order_lines
            WHERE order_id = NEW.order_id
        );
        IF v_total IS NULL THEN
            CALL fail('cart_empty', CONCAT('Order ', NEW.order_id, ' has no lines.'));
        END IF;
    END IF;
    IF (NEW.order_status_code = 'paid' OR (v_is_imported AND v_status = 'draft'))
    AND v_captured < v_total THEN
        CALL fail('illegal_transition', CONCAT(
            'Order ', NEW.order_id, ' costs ', v_total, ' and ', v_captured, ' has been paid.'
        ));
    END IF;

    SET NEW.seq = v_seq + 1;
    SET NEW.from_status_code = v_status;
    -- As the flow spells it: a trailing space makes no difference to a lookup.
    SET NEW.order_status_code = v_to_status;
    SET NEW.stock_effect = v_stock_effect;
    SET NEW.mail_template_code = IF(v_is_imported, NULL, v_mail_template_code);
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    IF NOT (v_is_imported AND v_status = 'draft') THEN
        SET NEW.changed_at = UTC_TIMESTAMP(6);
    END IF;
END$$
DELIMITER ;
