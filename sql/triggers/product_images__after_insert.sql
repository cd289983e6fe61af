-- product_images__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS product_images__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_insert
AFTER INSERT ON product_images FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'product_images', NEW.product_image_id, NULL, NULL
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
