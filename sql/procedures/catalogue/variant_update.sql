-- variant_update: change the named fields of a variant.
-- Route:   PATCH /variants/{variant_id}
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, validation_failed, sku_taken
-- Locks:   the product, the variant
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS variant_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE variant_update (
    IN p_session CHAR(32),
    IN p_variant_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Change the named fields of a variant.'
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
    CALL actor_enter(p_session, 'catalogue.update');
    SELECT product_id
    INTO v_product_id
    FROM variants
    WHERE variant_id = p_variant_id;
    IF v_product_id IS NULL THEN
        CALL fail('not_found', CONCAT('There is no variant ', p_variant_id, '.'));
    END IF;
    CALL product_version_require(v_product_id, p_version);
    UPDATE variants
    SET
        sku = COALESCE(json_text(p_fields, '$.sku'), sku),
        price_amount = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.price'),
            money(json_text(p_fields, '$.price'), 'price'),
            price_amount
        ),
        barcode = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.barcode'),
            json_text(p_fields, '$.barcode'),
            barcode
        ),
        is_sold = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.is_sold'),
            json_text(p_fields, '$.is_sold') = 'true',
            is_sold
        )
    WHERE variant_id = p_variant_id;
    CALL product_answer(v_product_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE variant_update TO store_api;
