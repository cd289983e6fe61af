-- orders__before_update: status follows the history, totals the move that settled them, money its entries; nobody sets them.
DROP TRIGGER IF EXISTS orders__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__before_update
BEFORE UPDATE ON orders FOR EACH ROW
BEGIN
    DECLARE v_has_moved BOOLEAN DEFAULT FALSE;
    DECLARE v_status VARCHAR(32);
    DECLARE v_changed_at DATETIME(6);
    DECLARE v_is_frozen BOOLEAN;
    DECLARE v_pay_until_at DATETIME(6);
    DECLARE v_line_count SMALLINT UNSIGNED;
    DECLARE v_subtotal DECIMAL(12, 2);
    DECLARE v_discount DECIMAL(12, 2);
    DECLARE v_shipping DECIMAL(12, 2);
    DECLARE v_tax DECIMAL(12, 2);
    DECLARE v_captured DECIMAL(12, 2);
    DECLARE v_refunded DECIMAL(12, 2);
    DECLARE v_charged_back DECIMAL(12, 2);

    IF NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.email <=> CAST(OLD.email AS BINARY)
        AND NEW.customer_name <=> CAST(OLD.customer_name AS BINARY)
        AND NEW.language_code <=> CAST(OLD.language_code AS BINARY)
        AND NEW.currency_code <=> CAST(OLD.currency_code AS BINARY)
        AND NEW.address_id <=> OLD.address_id
        AND NEW.shipping_method_code <=> CAST(OLD.shipping_method_code AS BINARY)
        AND NEW.customer_note <=> CAST(OLD.customer_note AS BINARY)
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.import_reference <=> CAST(OLD.import_reference AS BINARY)
        AND NEW.actor_id <=> OLD.actor_id
        AND NEW.db_user <=> CAST(OLD.db_user AS BINARY)
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail(
            'row_kept',
            'What an order was placed with never changes: its lines may, while it is a draft.'
        );
    END IF;
    IF NOT (
        NEW.subtotal_amount <=> OLD.subtotal_amount
        AND NEW.discount_amount <=> OLD.discount_amount
        AND NEW.shipping_amount <=> OLD.shipping_amount
        AND NEW.tax_amount <=> OLD.tax_amount
        AND NEW.total_amount <=> OLD.total_amount
        AND NEW.captured_amount <=> OLD.captured_amount
        AND NEW.refunded_amount <=> OLD.refunded_amount
        AND NEW.charged_back_amount <=> OLD.charged_back_amount
        AND NEW.line_count <=> OLD.line_count
        AND NEW.is_frozen <=> OLD.is_frozen
        AND NEW.placed_at <=> OLD.placed_at
        AND NEW.pay_until_at <=> OLD.pay_until_at
    ) THEN
        CALL fail('derived_value', 'Totals, money and dates of an order follow other records.');
    END IF;
    IF NOT (
        NEW.order_status_code <=> CAST(OLD.order_status_code AS BINARY)
        AND NEW.status_seq <=> OLD.status_seq
        AND NEW.payment_seq <=> OLD.payment_seq
    ) THEN
        SET v_has_moved = TRUE;
        -- Only this transaction can have written rows beyond the old numbers: no lock needed.
        IF NEW.status_seq <=> OLD.status_seq THEN
            SELECT
                e.captured_after,
                e.refunded_after,
                e.charged_back_after
            INTO v_captured, v_refunded, v_charged_back
            FROM payment_entries AS e
            WHERE e.order_id = OLD.order_id AND e.seq = NEW.payment_seq;
        ELSE
            SELECT
                h.order_status_code,
                h.changed_at,
                h.is_frozen,
                h.pay_until_at,
                h.line_count,
                h.subtotal_amount,
                h.discount_amount,
                h.shipping_amount,
                h.tax_amount,
                e.captured_after,
                e.refunded_after,
                e.charged_back_after
            INTO
                v_status, v_changed_at, v_is_frozen, v_pay_until_at, v_line_count, v_subtotal,
                v_discount, v_shipping, v_tax, v_captured, v_refunded, v_charged_back
            FROM order_status_changes AS h
            LEFT JOIN payment_entries AS e
                ON h.order_id = e.order_id AND e.seq = NEW.payment_seq
            WHERE h.order_id = OLD.order_id AND h.seq = NEW.status_seq;
        END IF;

        IF NOT NEW.payment_seq <=> OLD.payment_seq THEN
            IF NOT NEW.payment_seq <=> OLD.payment_seq + 1 OR v_captured IS NULL THEN
                CALL fail('derived_value', 'The money of an order follows its payment entries.');
            END IF;
            SET NEW.captured_amount = v_captured;
            SET NEW.refunded_amount = v_refunded;
            SET NEW.charged_back_amount = v_charged_back;
        END IF;
        IF NOT (
            NEW.order_status_code <=> CAST(OLD.order_status_code AS BINARY)
            AND NEW.status_seq <=> OLD.status_seq
        ) THEN
            IF NOT (
                NEW.status_seq <=> OLD.status_seq + 1
                AND NEW.order_status_code <=> CAST(v_status AS BINARY)
            ) THEN
                CALL fail(
                    'derived_value', 'The status of an order follows its history: insert a change.'
                );
            END IF;
            SET NEW.is_frozen = v_is_frozen;
            SET NEW.pay_until_at = v_pay_until_at;
            IF v_line_count IS NOT NULL THEN
                SET NEW.line_count = v_line_count;
                SET NEW.subtotal_amount = v_subtotal;
                SET NEW.discount_amount = v_discount;
                SET NEW.shipping_amount = v_shipping;
                SET NEW.tax_amount = v_tax;
                SET NEW.total_amount = v_subtotal - v_discount + v_shipping + v_tax;
                SET NEW.placed_at = IF(OLD.is_imported, OLD.placed_at, v_changed_at);
            END IF;
        END IF;
    END IF;

    -- Only what follows is a change.
    SET NEW.version = OLD.version + v_has_moved;
    SET NEW.updated_at = IF(v_has_moved, UTC_TIMESTAMP(6), OLD.updated_at);
END$$
DELIMITER ;
