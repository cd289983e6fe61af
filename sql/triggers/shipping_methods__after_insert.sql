-- shipping_methods__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS shipping_methods__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__after_insert
AFTER INSERT ON shipping_methods FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'insert', 'shipping_methods', NEW.shipping_method_code,
        NULL,
        JSON_OBJECT(
            'shipping_method_code', NEW.shipping_method_code,
            'title', NEW.title,
            'price_amount', NEW.price_amount,
            'is_offered', NEW.is_offered
        )
    );
END$$
DELIMITER ;
