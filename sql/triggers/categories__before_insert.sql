-- categories__before_insert: the path follows the parent and the slug.
DROP TRIGGER IF EXISTS categories__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__before_insert
BEFORE INSERT ON categories FOR EACH ROW
BEGIN
    IF NEW.parent_category_id = NEW.category_id THEN
        CALL fail('validation_failed', 'parent: A category is not its own parent.');
    END IF;

    SET NEW.path = CONCAT(
        COALESCE(
            (SELECT CONCAT(path, '/') FROM categories WHERE category_id = NEW.parent_category_id),
            ''
        ),
        NEW.slug
    );
END$$
DELIMITER ;
