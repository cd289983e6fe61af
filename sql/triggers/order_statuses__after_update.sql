-- order_statuses__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS order_statuses__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_update
AFTER UPDATE ON order_statuses FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'update', 'order_statuses', OLD.order_status_code,
        JSON_OBJECT(
            'order_status_code', OLD.order_status_code,
            'title', OLD.title,
            'position', OLD.position,
            'is_sale', OLD.is_sale
        ),
        JSON_OBJECT(
            'order_status_code', NEW.order_status_code,
            'title', NEW.title,
            'position', NEW.position,
            'is_sale', NEW.is_sale
        )
    );
END$$
DELIMITER ;
