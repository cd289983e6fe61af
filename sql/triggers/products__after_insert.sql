-- products__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS products__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__after_insert
AFTER INSERT ON products FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'products', NEW.product_id, NULL, NULL
    );

    INSERT INTO stock (product_id)
    VALUES (NEW.product_id);

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
