-- product_statuses__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS product_statuses__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__after_delete
AFTER DELETE ON product_statuses FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'delete', 'product_statuses', OLD.product_status_code,
        JSON_OBJECT(
            'product_status_code', OLD.product_status_code,
            'title', OLD.title,
            'is_listed', OLD.is_listed,
            'is_sold', OLD.is_sold
        ),
        NULL
    );
END$$
DELIMITER ;
