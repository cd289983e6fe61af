-- product_statuses__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS product_statuses__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__after_update
AFTER UPDATE ON product_statuses FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'update', 'product_statuses', OLD.product_status_code,
        JSON_OBJECT(
            'product_status_code', OLD.product_status_code,
            'title', OLD.title,
            'is_listed', OLD.is_listed,
            'is_sold', OLD.is_sold
        ),
        JSON_OBJECT(
            'product_status_code', NEW.product_status_code,
            'title', NEW.title,
            'is_listed', NEW.is_listed,
            'is_sold', NEW.is_sold
        )
    );
END$$
DELIMITER ;
