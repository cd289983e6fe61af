-- product_images__before_insert: caches forget the catalogue.
DROP TRIGGER IF EXISTS product_images__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__before_insert
BEFORE INSERT ON product_images FOR EACH ROW
BEGIN
    IF NEW.product_image_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers product_images.');
    END IF;
    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
