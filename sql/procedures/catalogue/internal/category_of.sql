-- category_of: the id of a category by its slug, refused if there is none.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: bigint unsigned
DROP FUNCTION IF EXISTS category_of;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION category_of (
    p_slug VARCHAR(160)
)
RETURNS BIGINT UNSIGNED
COMMENT 'The id of a category by its slug, refused if there is none.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_category_id BIGINT UNSIGNED;
    SET v_category_id = (SELECT category_id FROM categories WHERE slug = p_slug);
    IF v_category_id IS NULL THEN
        CALL fail('validation_failed', CONCAT(
            'category: There is no category "', COALESCE(LEFT(p_slug, 60), ''), '".'
        ));
    END IF;
    RETURN v_category_id;
END$$
DELIMITER ;
