-- order_lines__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_lines__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__after_delete
AFTER DELETE ON order_lines FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'delete',
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
        )
    );
END$$
DELIMITER ;
