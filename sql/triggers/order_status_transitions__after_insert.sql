-- order_status_transitions__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS order_status_transitions__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__after_insert
AFTER INSERT ON order_status_transitions FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'insert', 'order_status_transitions',
        CONCAT_WS('/', NEW.from_status_code, NEW.to_status_code),
        NULL,
        JSON_OBJECT(
            'from_status_code', NEW.from_status_code,
            'to_status_code', NEW.to_status_code,
            'stock_effect', NEW.stock_effect,
            'is_by_staff', NEW.is_by_staff,
            'is_by_customer', NEW.is_by_customer,
            'is_by_import', NEW.is_by_import,
            'mail_template_code', NEW.mail_template_code
        )
    );
END$$
DELIMITER ;
