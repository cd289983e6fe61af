-- categories__before_insert: the path follows the parent and the slug; caches forget the catalogue.
DROP TRIGGER IF EXISTS categories__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__before_insert
BEFORE INSERT ON categories FOR EACH ROW
BEGIN
    DECLARE v_path VARCHAR(500);

    IF NEW.category_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers categories.');
    END IF;
    IF NEW.parent_category_id = NEW.category_id THEN
        CALL fail('validation_failed', 'parent: A category is not its own parent.');
    END IF;
    SELECT path
    INTO v_path
    FROM categories
    WHERE category_id = NEW.parent_category_id
    LOCK IN SHARE MODE;
    SET NEW.path = CONCAT_WS('/', v_path, NEW.slug);

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
