-- payment_methods__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS payment_methods__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__after_delete
AFTER DELETE ON payment_methods FOR EACH ROW
BEGIN
    CALL audit_record(
        'payments', 'delete', 'payment_methods', OLD.payment_method_code,
        JSON_OBJECT(
            'payment_method_code', OLD.payment_method_code,
            'title', OLD.title,
            'is_offered', OLD.is_offered,
            'is_by_import', OLD.is_by_import
        ),
        NULL
    );
END$$
DELIMITER ;
