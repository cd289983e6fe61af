-- categories__before_update: the path follows the parent and the slug, which stay while there are children; caches forget the catalogue.
DROP TRIGGER IF EXISTS categories__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__before_update
BEFORE UPDATE ON categories FOR EACH ROW
BEGIN
    DECLARE v_path VARCHAR(500);
    DECLARE v_child_id BIGINT UNSIGNED;

    IF NOT NEW.category_id <=> OLD.category_id THEN
        CALL fail('row_kept', 'A category keeps its number.');
    END IF;
    IF NOT NEW.slug <=> CAST(OLD.slug AS BINARY)
    OR NOT NEW.parent_category_id <=> OLD.parent_category_id THEN
        SELECT category_id
        INTO v_child_id
        FROM categories
        WHERE parent_category_id = OLD.category_id
        ORDER BY category_id
        LIMIT 1
        LOCK IN SHARE MODE; -- noqa: PRS
        IF v_child_id IS NOT NULL THEN
            CALL fail(
                'category_has_children',
                CONCAT('Category ', OLD.slug, ' has children: move them first.')
            );
        END IF;
    END IF;
    IF NEW.parent_category_id = OLD.category_id THEN
        CALL fail('validation_failed', 'parent: A category is not its own parent.');
    END IF;
    SET NEW.version = OLD.version + 1;
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
