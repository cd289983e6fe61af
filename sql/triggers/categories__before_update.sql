-- categories__before_update: the path follows the parent and the slug, which stay while there are children.
DROP TRIGGER IF EXISTS categories__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__before_update
BEFORE UPDATE ON categories FOR EACH ROW
BEGIN
    IF (NEW.slug <> OLD.slug OR NOT NEW.parent_category_id <=> OLD.parent_category_id)
    AND EXISTS (
        SELECT 1 FROM categories WHERE parent_category_id = OLD.category_id
    ) THEN
        CALL fail(
            'category_has_children',
            CONCAT('Category ', OLD.slug, ' has children: move them first.')
        );
    END IF;
    IF NEW.parent_category_id = OLD.category_id THEN
        CALL fail('validation_failed', 'parent: A category is not its own parent.');
    END IF;
    SET NEW.version = OLD.version + 1;

    SET NEW.path = CONCAT(
        COALESCE(
            (SELECT CONCAT(path, '/') FROM categories WHERE category_id = NEW.parent_category_id),
            ''
        ),
        NEW.slug
    );
END$$
DELIMITER ;
