-- payment_methods__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS payment_methods__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__after_update
AFTER UPDATE ON payment_methods FOR EACH ROW
BEGIN
    CALL audit_record(
        'payments', 'update', 'payment_methods', OLD.payment_method_code,
        JSON_OBJECT(
            'payment_method_code', OLD.payment_method_code,
            'title', OLD.title,
            'is_offered', OLD.is_offered,
            'is_by_import', OLD.is_by_import
        ),
        JSON_OBJECT(
            'payment_method_code', NEW.payment_method_code,
            'title', NEW.title,
            'is_offered', NEW.is_offered,
            'is_by_import', NEW.is_by_import
        )
    );
END$$
DELIMITER ;
