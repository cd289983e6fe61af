-- product_images__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS product_images__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_delete
AFTER DELETE ON product_images FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'delete', 'product_images', OLD.product_image_id,
        JSON_OBJECT(
            'product_image_id', OLD.product_image_id,
            'product_id', OLD.product_id,
            'path', OLD.path,
            'alt', OLD.alt,
            'position', OLD.position
        ),
        NULL
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
