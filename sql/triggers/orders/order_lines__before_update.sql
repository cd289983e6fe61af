-- order_lines__before_update: only the quantity of a draft line changes; its amounts follow.
DROP TRIGGER IF EXISTS order_lines__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__before_update
BEFORE UPDATE ON order_lines FOR EACH ROW
BEGIN
    DECLARE v_is_imported BOOLEAN DEFAULT order_draft_lock(OLD.order_id);

    IF v_is_imported OR NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.line_no <=> OLD.line_no
        AND NEW.variant_id <=> OLD.variant_id
        AND NEW.product_id <=> OLD.product_id
        AND NEW.category_id <=> OLD.category_id
        AND NEW.line_kind <=> CAST(OLD.line_kind AS BINARY)
        AND NEW.sku <=> CAST(OLD.sku AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND CAST(NEW.choices AS CHAR) <=> CAST(OLD.choices AS CHAR)
        AND NEW.unit_price_amount <=> OLD.unit_price_amount
        AND NEW.gross_amount <=> OLD.gross_amount
        AND NEW.discount_amount <=> OLD.discount_amount
        AND NEW.line_total_amount <=> OLD.line_total_amount
        AND NEW.tax_rate <=> OLD.tax_rate
        AND NEW.tax_amount <=> OLD.tax_amount
    ) THEN
        CALL fail('derived_value', 'Only the quantity of a line changes; its amounts follow.');
    END IF;
    SET NEW.gross_amount = NEW.unit_price_amount * NEW.line_qty;
    SET NEW.line_total_amount = NEW.gross_amount - NEW.discount_amount;
    SET NEW.tax_amount = ROUND(NEW.line_total_amount * NEW.tax_rate * 0.01, 2);
END$$
DELIMITER ;
