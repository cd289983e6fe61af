-- product_images__before_update: a picture keeps its number; caches forget the catalogue.
DROP TRIGGER IF EXISTS product_images__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__before_update
BEFORE UPDATE ON product_images FOR EACH ROW
BEGIN
    IF NOT NEW.product_image_id <=> OLD.product_image_id THEN
        CALL fail('row_kept', 'A picture keeps its number.');
    END IF;
    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
