-- categories__before_delete: caches forget the catalogue.
DROP TRIGGER IF EXISTS categories__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__before_delete
BEFORE DELETE ON categories FOR EACH ROW
BEGIN
    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
