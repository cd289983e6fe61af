-- categories__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS categories__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_delete
AFTER DELETE ON categories FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'delete', 'categories', OLD.category_id,
        JSON_OBJECT(
            'category_id', OLD.category_id,
            'parent_category_id', OLD.parent_category_id,
            'slug', OLD.slug,
            'name', OLD.name,
            'position', OLD.position
        ),
        NULL
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
