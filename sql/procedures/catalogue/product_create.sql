-- product_create: create a product, sold as one variant whose stock begins empty; options and more variants may come with it.
-- Route:   POST /products
-- Fails:   unauthenticated, forbidden, validation_failed, sku_taken, slug_taken, option_exists
-- Locks:   none
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_create (
    IN p_session CHAR(32),
    IN p_fields JSON
)
COMMENT 'Create a product, sold as one variant whose stock begins empty; options and more variants may come with it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_product_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('catalogue');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'catalogue.create');
    INSERT INTO products (
        sku, slug, name, description, price_amount, tax_rate, product_status_code,
        category_id, attributes
    )
    VALUES (
        json_text(p_fields, '$.sku'),
        COALESCE(
            json_text(p_fields, '$.slug'),
            CONCAT(
                slug_of(json_text(p_fields, '$.name')), '-',
                slug_of(json_text(p_fields, '$.sku'))
            )
        ),
        json_text(p_fields, '$.name'),
        COALESCE(json_text(p_fields, '$.description'), ''),
        money(json_text(p_fields, '$.price'), 'price'),
        COALESCE(json_text(p_fields, '$.tax_rate'), setting('tax_rate')),
        COALESCE(json_text(p_fields, '$.status'), 'active'),
        category_of(json_text(p_fields, '$.category')),
        COALESCE(JSON_EXTRACT(p_fields, '$.attributes'), JSON_OBJECT())
    );
    SET v_product_id = LAST_INSERT_ID();
    IF JSON_LENGTH(p_fields, '$.options') > 0 THEN
        CALL product_options_replace(v_product_id, JSON_EXTRACT(p_fields, '$.options'));
    END IF;
    CALL product_answer(v_product_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE product_create TO store_api;
