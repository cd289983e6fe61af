-- orders__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS orders__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__after_update
AFTER UPDATE ON orders FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'update', 'orders', OLD.order_id,
        JSON_OBJECT(
            'order_id', OLD.order_id,
            'user_id', OLD.user_id,
            'currency_code', OLD.currency_code,
            'address_id', OLD.address_id,
            'shipping_method_code', OLD.shipping_method_code,
            'customer_note', OLD.customer_note,
            'is_imported', OLD.is_imported,
            'import_reference', OLD.import_reference
        ),
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
