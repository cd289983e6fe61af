-- import_categories: take over the staged categories, parents before their children.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_categories;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_categories (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED
)
COMMENT 'Take over the staged categories, parents before their children.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_added INT DEFAULT 1;

    WHILE v_added > 0 DO
        INSERT INTO categories (parent_category_id, slug, name, position)
        SELECT
            p.category_id AS parent_category_id,
            s.slug,
            s.name,
            s.position
        FROM staged_categories AS s
        LEFT JOIN categories AS p ON s.parent_slug = p.slug
        LEFT JOIN categories AS c ON s.slug = c.slug
        WHERE
            s.source_code = p_source_code
            AND s.batch_no = p_batch_no
            AND c.category_id IS NULL
            AND (s.parent_slug IS NULL OR p.category_id IS NOT NULL)
        ORDER BY s.position, s.slug;
        SET v_added = ROW_COUNT();
    END WHILE;

    DELETE FROM staged_categories
    WHERE source_code = p_source_code AND batch_no = p_batch_no;
END$$
DELIMITER ;
