-- order_lines__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS order_lines__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_lines__after_insert
AFTER INSERT ON order_lines FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'insert', 'order_lines',
        CONCAT_WS('/', NEW.order_id, NEW.line_no),
        NULL,
        JSON_OBJECT(
            'order_id', NEW.order_id,
            'line_no', NEW.line_no,
            'product_id', NEW.product_id,
            'line_kind', NEW.line_kind,
            'sku', NEW.sku,
            'name', NEW.name,
            'line_qty', NEW.line_qty,
            'unit_price_amount', NEW.unit_price_amount,
            'gross_amount', NEW.gross_amount,
            'discount_amount', NEW.discount_amount,
            'line_total_amount', NEW.line_total_amount,
            'tax_rate', NEW.tax_rate,
            'tax_amount', NEW.tax_amount
        )
    );
END$$
DELIMITER ;
