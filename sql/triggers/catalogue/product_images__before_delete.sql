-- product_images__before_delete: caches forget the catalogue.
DROP TRIGGER IF EXISTS product_images__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__before_delete
BEFORE DELETE ON product_images FOR EACH ROW
BEGIN
    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
