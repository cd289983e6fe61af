-- shipping_methods__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS shipping_methods__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__after_delete
AFTER DELETE ON shipping_methods FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'delete', 'shipping_methods', OLD.shipping_method_code,
        JSON_OBJECT(
            'shipping_method_code', OLD.shipping_method_code,
            'title', OLD.title,
            'price_amount', OLD.price_amount,
            'is_offered', OLD.is_offered
        ),
        NULL
    );
END$$
DELIMITER ;
