-- categories__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS categories__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_insert
AFTER INSERT ON categories FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'categories', NEW.category_id,
        NULL,
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
