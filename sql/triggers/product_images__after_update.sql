-- product_images__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS product_images__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_update
AFTER UPDATE ON product_images FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'update', 'product_images', OLD.product_image_id,
        JSON_OBJECT(
            'product_image_id', OLD.product_image_id,
            'product_id', OLD.product_id,
            'path', OLD.path,
            'alt', OLD.alt,
            'position', OLD.position
        ),
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
