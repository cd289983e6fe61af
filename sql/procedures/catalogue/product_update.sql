-- product_update: change the named fields of a product.
-- Route:   PATCH, PUT /products/{product_id}
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, validation_failed, sku_taken, slug_taken
-- Locks:   the product
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_update (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_product_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Change the named fields of a product.'
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
    CALL actor_enter(p_actor_id, 'catalogue.update');
    CALL product_version_require(p_product_id, p_version);
    UPDATE products
    SET
        sku = COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.sku')), sku),
        slug = COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.slug')), slug),
        name = COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.name')), name),
        description = COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.description')), description),
        price_amount = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.price'),
            money(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.price')), 'price'),
            price_amount
        ),
        tax_rate = COALESCE(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.tax_rate')), tax_rate),
        product_status_code = COALESCE(
            JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.status')), product_status_code
        ),
        category_id = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.category'),
            category_of(JSON_UNQUOTE(JSON_EXTRACT(p_fields, '$.category'))),
            category_id
        ),
        attributes = COALESCE(JSON_EXTRACT(p_fields, '$.attributes'), attributes)
    WHERE product_id = p_product_id;
    CALL product_answer(p_product_id);

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE product_update TO store_api;
