-- orders__before_update: status follows the history, totals the lines, captured the payments; nobody sets them.
DROP TRIGGER IF EXISTS orders__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__before_update
BEFORE UPDATE ON orders FOR EACH ROW
BEGIN
    DECLARE v_changed_at DATETIME(6);
    DECLARE v_line_count INT;
    DECLARE v_subtotal DECIMAL(12, 2);
    DECLARE v_discount DECIMAL(12, 2);
    DECLARE v_tax DECIMAL(12, 2);

    IF NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.currency_code <=> CAST(OLD.currency_code AS BINARY)
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.import_reference <=> CAST(OLD.import_reference AS BINARY)
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'Customer, currency and origin of an order never change.');
    END IF;

    IF NOT (
        NEW.subtotal_amount <=> OLD.subtotal_amount
        AND NEW.discount_amount <=> OLD.discount_amount
        AND NEW.shipping_amount <=> OLD.shipping_amount
        AND NEW.tax_amount <=> OLD.tax_amount
        AND NEW.total_amount <=> OLD.total_amount
        AND NEW.line_count <=> OLD.line_count
        AND NEW.placed_at <=> OLD.placed_at
        AND NEW.pay_until_at <=> OLD.pay_until_at
    ) THEN
        CALL fail('derived_value', 'Totals and dates of an order follow its lines and its status.');
    END IF;

    IF NOT NEW.captured_amount <=> OLD.captured_amount AND NOT NEW.captured_amount <=> (
        SELECT COALESCE(SUM(amount), 0) FROM payments WHERE order_id = NEW.order_id
    ) THEN
        CALL fail('derived_value', 'Captured money follows the payments of an order.');
    END IF;

    IF NOT (
        NEW.order_status_code <=> OLD.order_status_code AND NEW.status_seq <=> OLD.status_seq
    ) THEN
        SET v_changed_at = (
            SELECT changed_at
            FROM order_status_changes
            WHERE
                order_id = NEW.order_id
                AND seq = NEW.status_seq
                AND order_status_code = NEW.order_status_code
        );
        IF v_changed_at IS NULL OR NEW.status_seq <> OLD.status_seq + 1 THEN
            CALL fail(
                'derived_value', 'The status of an order follows its history: insert a change.'
            );
        END IF;
        IF NEW.order_status_code = 'ready_for_paying' THEN
            SET NEW.placed_at = v_changed_at;
            SET NEW.pay_until_at = v_changed_at + INTERVAL setting('reservation_minutes') MINUTE;
        ELSE
            SET NEW.pay_until_at = NULL;
        END IF;
        -- The lines of a draft may still change; its totals are settled as it is placed.
        IF OLD.order_status_code = 'draft' THEN
            SELECT
                COUNT(*),
                COALESCE(SUM(gross_amount), 0),
                COALESCE(SUM(discount_amount), 0),
                COALESCE(SUM(tax_amount), 0)
            INTO v_line_count, v_subtotal, v_discount, v_tax
            FROM order_lines
            WHERE order_id = NEW.order_id;
            SET NEW.line_count = v_line_count;
            SET NEW.subtotal_amount = v_subtotal;
            SET NEW.discount_amount = v_discount;
            SET NEW.tax_amount = v_tax;
            SET NEW.shipping_amount = order_shipping_amount(NEW.shipping_method_code);
            SET NEW.total_amount = v_subtotal - v_discount + NEW.shipping_amount + v_tax;
        END IF;
    END IF;

    IF OLD.order_status_code <> 'draft' AND NOT (
        NEW.address_id <=> OLD.address_id
        AND NEW.shipping_method_code <=> OLD.shipping_method_code
    ) THEN
        CALL fail('order_frozen', 'Address and shipping stay once the order is placed.');
    END IF;

    IF NOT NEW.address_id <=> OLD.address_id AND NEW.address_id IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM addresses
        WHERE address_id = NEW.address_id AND user_id = NEW.user_id
    ) THEN
        CALL fail('not_owned', CONCAT('Address ', NEW.address_id, ' is not of this customer.'));
    END IF;

    SET NEW.version = OLD.version + 1;
    SET NEW.updated_at = UTC_TIMESTAMP(6);
END$$
DELIMITER ;
