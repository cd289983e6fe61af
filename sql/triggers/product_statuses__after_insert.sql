-- product_statuses__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS product_statuses__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__after_insert
AFTER INSERT ON product_statuses FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'product_statuses', NEW.product_status_code,
        NULL,
        JSON_OBJECT(
            'product_status_code', NEW.product_status_code,
            'title', NEW.title,
            'is_listed', NEW.is_listed,
            'is_sold', NEW.is_sold
        )
    );
END$$
DELIMITER ;
