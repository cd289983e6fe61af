-- order_statuses__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS order_statuses__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_insert
AFTER INSERT ON order_statuses FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'insert', 'order_statuses', NEW.order_status_code,
        NULL,
        JSON_OBJECT(
            'order_status_code', NEW.order_status_code,
            'title', NEW.title,
            'position', NEW.position,
            'is_sale', NEW.is_sale
        )
    );
END$$
DELIMITER ;
