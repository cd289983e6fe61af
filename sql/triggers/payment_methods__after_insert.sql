-- payment_methods__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS payment_methods__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__after_insert
AFTER INSERT ON payment_methods FOR EACH ROW
BEGIN
    CALL audit_record(
        'payments', 'insert', 'payment_methods', NEW.payment_method_code,
        NULL,
        JSON_OBJECT(
            'payment_method_code', NEW.payment_method_code,
            'title', NEW.title,
            'is_offered', NEW.is_offered,
            'is_by_import', NEW.is_by_import
        )
    );
END$$
DELIMITER ;
