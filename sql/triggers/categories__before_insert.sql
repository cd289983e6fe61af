-- categories__before_insert: the path follows the parent and the slug.
DROP TRIGGER IF EXISTS categories__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__before_insert
BEFORE INSERT ON categories FOR EACH ROW
BEGIN
    SET NEW.path = CONCAT(
        COALESCE(
            (SELECT CONCAT(path, '/') FROM categories WHERE category_id = NEW.parent_category_id),
            ''
        ),
        NEW.slug
    );
END$$
DELIMITER ;
