-- product_images__before_update: caches forget the catalogue.
DROP TRIGGER IF EXISTS product_images__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__before_update
BEFORE UPDATE ON product_images FOR EACH ROW
BEGIN
    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
