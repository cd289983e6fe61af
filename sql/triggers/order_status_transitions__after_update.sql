-- order_status_transitions__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS order_status_transitions__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__after_update
AFTER UPDATE ON order_status_transitions FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'update', 'order_status_transitions',
        CONCAT_WS('/', OLD.from_status_code, OLD.to_status_code),
        JSON_OBJECT(
            'from_status_code', OLD.from_status_code,
            'to_status_code', OLD.to_status_code,
            'stock_effect', OLD.stock_effect,
            'is_by_staff', OLD.is_by_staff,
            'is_by_customer', OLD.is_by_customer,
            'is_by_import', OLD.is_by_import,
            'mail_template_code', OLD.mail_template_code
        ),
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
