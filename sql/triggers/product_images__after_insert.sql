-- product_images__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS product_images__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_insert
AFTER INSERT ON product_images FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'product_images', NEW.product_image_id,
        NULL,
        JSON_OBJECT(
            'product_image_id', NEW.product_image_id,
            'product_id', NEW.product_id,
            'path', NEW.path,
            'alt', NEW.alt,
            'position', NEW.position
        )
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
