-- variant_create: offer a product in one more combination of values.
-- Route:   POST /products/{product_id}/variants
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, validation_failed, sku_taken, variant_exists
-- Locks:   the product, its options
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS variant_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE variant_create (
    IN p_session CHAR(32),
    IN p_product_id BIGINT UNSIGNED,
    IN p_version INT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Offer a product in one more combination of values.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_position SMALLINT UNSIGNED;
    DECLARE v_values JSON;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('catalogue');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'catalogue.update');
    CALL product_version_require(p_product_id, p_version);
    -- Lists in JSON: the default would cut them.
    SET SESSION group_concat_max_len = 16777216;
    SELECT MAX(position) + 1
    INTO v_position
    FROM variants
    WHERE product_id = p_product_id;
    SELECT JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(
        JSON_QUOTE(json_text(p_fields, CONCAT('$.values.', JSON_QUOTE(name))))
        ORDER BY option_no SEPARATOR ','
    ), ''), ']'), '$')
    INTO v_values
    FROM product_options
    WHERE product_id = p_product_id;
    INSERT INTO variants (product_id, position, sku, price_amount, barcode, option_values)
    VALUES (
        p_product_id,
        v_position,
        json_text(p_fields, '$.sku'),
        money(json_text(p_fields, '$.price'), 'price'),
        json_text(p_fields, '$.barcode'),
        v_values
    );
    CALL product_answer(p_product_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE variant_create TO store_api;
