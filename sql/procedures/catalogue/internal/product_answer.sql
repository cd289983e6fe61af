-- product_answer: answer with a product as staff see it.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: one row of staff_products
DROP PROCEDURE IF EXISTS product_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_answer (
    IN p_product_id BIGINT UNSIGNED
)
COMMENT 'Answer with a product as staff see it.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    -- A product may have more variants than 1,024 bytes can tell.
    SET SESSION group_concat_max_len = 16777216;
    SELECT
        product_id,
        sku,
        slug,
        name,
        description,
        price,
        price_max,
        variant_count,
        tax_rate,
        status,
        category_slug,
        category_name,
        attributes,
        images,
        options,
        variants,
        available,
        on_hand,
        reserved,
        version,
        created_at,
        updated_at
    FROM staff_products
    WHERE product_id = p_product_id;
END$$
DELIMITER ;
