-- order_statuses__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS order_statuses__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_delete
AFTER DELETE ON order_statuses FOR EACH ROW
BEGIN
    CALL audit_record(
        'orders', 'delete', 'order_statuses', OLD.order_status_code,
        JSON_OBJECT(
            'order_status_code', OLD.order_status_code,
            'title', OLD.title,
            'position', OLD.position,
            'is_sale', OLD.is_sale
        ),
        NULL
    );
END$$
DELIMITER ;
