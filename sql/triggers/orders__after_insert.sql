-- orders__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS orders__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__after_insert
AFTER INSERT ON orders FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'insert', 'orders', NEW.order_id,
        NULL,
        JSON_OBJECT(
            'order_id', NEW.order_id,
            'user_id', NEW.user_id,
            'currency_code', NEW.currency_code,
            'address_id', NEW.address_id,
            'shipping_method_code', NEW.shipping_method_code,
            'customer_note', NEW.customer_note,
            'is_imported', NEW.is_imported,
            'import_reference', NEW.import_reference
        )
    );
END$$
DELIMITER ;
