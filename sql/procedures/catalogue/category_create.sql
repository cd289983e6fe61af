-- category_create: create a category under a parent, or at the root.
-- Route:   POST /categories
-- Fails:   unauthenticated, forbidden, validation_failed, slug_taken
-- Locks:   none
-- Returns: one row: category_id, parent_category_id, slug, name, position, version
DROP PROCEDURE IF EXISTS category_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE category_create (
    IN p_session CHAR(32),
    IN p_fields JSON
)
COMMENT 'Create a category under a parent, or at the root.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('catalogue');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'catalogue.create');
    INSERT INTO categories (parent_category_id, slug, name, position)
    VALUES (
        IF(
            json_text(p_fields, '$.parent') IS NULL,
            NULL,
            category_of(json_text(p_fields, '$.parent'))
        ),
        COALESCE(
            json_text(p_fields, '$.slug'),
            slug_of(json_text(p_fields, '$.name'))
        ),
        json_text(p_fields, '$.name'),
        COALESCE(json_text(p_fields, '$.position'), 0)
    );

    SELECT
        category_id,
        parent_category_id,
        slug,
        name,
        position,
        version
    FROM categories
    WHERE category_id = LAST_INSERT_ID();

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE category_create TO store_api;
