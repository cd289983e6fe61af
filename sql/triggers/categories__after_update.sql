-- categories__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS categories__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_update
AFTER UPDATE ON categories FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'update', 'categories', OLD.category_id,
        JSON_OBJECT(
            'category_id', OLD.category_id,
            'parent_category_id', OLD.parent_category_id,
            'slug', OLD.slug,
            'name', OLD.name,
            'position', OLD.position
        ),
        JSON_OBJECT(
            'category_id', NEW.category_id,
            'parent_category_id', NEW.parent_category_id,
            'slug', NEW.slug,
            'name', NEW.name,
            'position', NEW.position
        )
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
