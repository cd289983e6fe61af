-- json_text: the text at a path of a document; NULL where there is nothing, or null.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: text
DROP FUNCTION IF EXISTS json_text;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION json_text (
    p_document JSON,
    p_path VARCHAR(255)
)
RETURNS TEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The text at a path of a document; NULL where there is nothing, or null.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    RETURN IF(
        JSON_TYPE(JSON_EXTRACT(p_document, p_path)) = 'NULL',
        NULL,
        JSON_UNQUOTE(JSON_EXTRACT(p_document, p_path))
    );
END$$
DELIMITER ;
