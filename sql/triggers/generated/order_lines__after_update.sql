-- order_lines__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_lines__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__after_update
AFTER UPDATE ON order_lines FOR EACH ROW
BEGIN
    IF NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.line_no <=> OLD.line_no
        AND NEW.variant_id <=> OLD.variant_id
        AND NEW.product_id <=> OLD.product_id
        AND NEW.category_id <=> OLD.category_id
        AND NEW.line_kind <=> CAST(OLD.line_kind AS BINARY)
        AND NEW.sku <=> CAST(OLD.sku AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.choices <=> OLD.choices
        AND NEW.line_qty <=> OLD.line_qty
        AND NEW.unit_price_amount <=> OLD.unit_price_amount
        AND NEW.gross_amount <=> OLD.gross_amount
        AND NEW.discount_amount <=> OLD.discount_amount
        AND NEW.line_total_amount <=> OLD.line_total_amount
        AND NEW.tax_rate <=> OLD.tax_rate
        AND NEW.tax_amount <=> OLD.tax_amount
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'update',
            'order_lines', CONCAT_WS('/', OLD.order_id, OLD.line_no),
            JSON_OBJECT(
                'order_id', OLD.order_id,
                'line_no', OLD.line_no,
                'variant_id', OLD.variant_id,
                'product_id', OLD.product_id,
                'category_id', OLD.category_id,
                'line_kind', OLD.line_kind,
                'sku', OLD.sku,
                'name', OLD.name,
                'choices', OLD.choices,
                'line_qty', OLD.line_qty,
                'unit_price_amount', OLD.unit_price_amount,
                'gross_amount', OLD.gross_amount,
                'discount_amount', OLD.discount_amount,
                'line_total_amount', OLD.line_total_amount,
                'tax_rate', OLD.tax_rate,
                'tax_amount', OLD.tax_amount
            ),
            JSON_OBJECT(
                'order_id', NEW.order_id,
                'line_no', NEW.line_no,
                'variant_id', NEW.variant_id,
                'product_id', NEW.product_id,
                'category_id', NEW.category_id,
                'line_kind', NEW.line_kind,
                'sku', NEW.sku,
                'name', NEW.name,
                'choices', NEW.choices,
                'line_qty', NEW.line_qty,
                'unit_price_amount', NEW.unit_price_amount,
                'gross_amount', NEW.gross_amount,
                'discount_amount', NEW.discount_amount,
                'line_total_amount', NEW.line_total_amount,
                'tax_rate', NEW.tax_rate,
                'tax_amount', NEW.tax_amount
            )
        );
    END IF;
END$$
DELIMITER ;
