-- product_update: change the named fields of a product; the price of one that has several variants is changed at these.
-- Route:   PATCH, PUT /products/{product_id}
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, validation_failed, variant_required, sku_taken, slug_taken
-- Locks:   the product, its variant
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_update (
    IN p_session CHAR(32),
    IN p_product_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Change the named fields of a product; the price of one that has several variants is changed at these.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_variants INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('catalogue');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'catalogue.update');
    CALL product_version_require(p_product_id, p_version);
    IF JSON_CONTAINS_PATH(p_fields, 'one', '$.sku', '$.price') THEN
        SELECT variant_count
        INTO v_variants
        FROM products
        WHERE product_id = p_product_id;
        IF v_variants > 1 THEN
            CALL fail('variant_required', CONCAT(
                'Product ', p_product_id, ' has several variants: change SKU and price at each.'
            ));
        END IF;
        UPDATE variants
        SET
            sku = COALESCE(json_text(p_fields, '$.sku'), sku),
            price_amount = IF(
                JSON_CONTAINS_PATH(p_fields, 'one', '$.price'),
                money(json_text(p_fields, '$.price'), 'price'),
                price_amount
            )
        WHERE product_id = p_product_id;
    END IF;
    UPDATE products
    SET
        slug = COALESCE(json_text(p_fields, '$.slug'), slug),
        name = COALESCE(json_text(p_fields, '$.name'), name),
        description = COALESCE(json_text(p_fields, '$.description'), description),
        tax_rate = COALESCE(json_text(p_fields, '$.tax_rate'), tax_rate),
        product_status_code = COALESCE(json_text(p_fields, '$.status'), product_status_code),
        category_id = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.category'),
            category_of(json_text(p_fields, '$.category')),
            category_id
        ),
        attributes = COALESCE(JSON_EXTRACT(p_fields, '$.attributes'), attributes)
    WHERE product_id = p_product_id;
    CALL product_answer(p_product_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE product_update TO store_api;
