-- shipping_methods__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS shipping_methods__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__after_update
AFTER UPDATE ON shipping_methods FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'update', 'shipping_methods', OLD.shipping_method_code,
        JSON_OBJECT(
            'shipping_method_code', OLD.shipping_method_code,
            'title', OLD.title,
            'price_amount', OLD.price_amount,
            'is_offered', OLD.is_offered
        ),
        JSON_OBJECT(
            'shipping_method_code', NEW.shipping_method_code,
            'title', NEW.title,
            'price_amount', NEW.price_amount,
            'is_offered', NEW.is_offered
        )
    );
END$$
DELIMITER ;
