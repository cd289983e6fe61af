-- import_stage_categories: stage categories: slug, parent, name, position.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_stage_categories;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_stage_categories (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED,
    IN p_rows JSON
)
COMMENT 'Stage categories: slug, parent, name, position.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO staged_categories (source_code, batch_no, slug, parent_slug, name, position)
    SELECT
        p_source_code AS source_code,
        p_batch_no AS batch_no,
        r.slug,
        r.parent_slug,
        r.name,
        COALESCE(r.position, 0) AS position
    -- As text: the staging table is strict about numbers and lengths on every server.
    FROM JSON_TABLE(p_rows, '$[*]' COLUMNS (
        slug VARCHAR(255) PATH '$.slug' ERROR ON ERROR,
        parent_slug VARCHAR(255) PATH '$.parent' NULL ON EMPTY ERROR ON ERROR,
        name VARCHAR(255) PATH '$.name' ERROR ON ERROR,
        position VARCHAR(255) PATH '$.position' NULL ON EMPTY ERROR ON ERROR
    )) AS r
    ON DUPLICATE KEY UPDATE
        parent_slug = VALUES(parent_slug),
        name = VALUES(name),
        position = VALUES(position);
END$$
DELIMITER ;
