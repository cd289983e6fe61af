-- slug_of: A slug from a text: lower case letters, digits and single hyphens.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(160)
DROP FUNCTION IF EXISTS slug_of;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION slug_of (
    p_text VARCHAR(255)
)
RETURNS VARCHAR(160) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'A slug from a text: lower case letters, digits and single hyphens.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    RETURN COALESCE(
        NULLIF(TRIM(BOTH '-' FROM REGEXP_REPLACE(LEFT(LOWER(p_text), 120), '[^a-z0-9]+', '-')), ''),
        'item'
    );
END$$
DELIMITER ;
