-- product_create: create a product; its stock begins empty.
-- Route:   POST /products
-- Fails:   unauthenticated, forbidden, validation_failed, sku_taken, slug_taken
-- Locks:   none
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_create (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Create a product; its stock begins empty.'
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
    CALL actor_enter(p_actor_id, 'catalogue.create');
    INSERT INTO products (
        sku, slug, name, description, price_amount, tax_rate, product_status_code,
        category_id, attributes
    )
    VALUES (
        JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.sku')),
        COALESCE(
            JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.slug')),
            CONCAT(
                slug_of(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.name'))), '-',
                slug_of(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.sku')))
            )
        ),
        JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.name')),
        COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.description')), ''),
        money(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.price')), 'price'),
        COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.tax_rate')), setting('tax_rate')),
        COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.status')), 'active'),
        category_of(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.category'))),
        COALESCE(JSON_EXTRACT(p_fields, '$.attributes'), JSON_OBJECT())
    );
    CALL product_answer(LAST_INSERT_ID());

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE product_create TO store_api;
