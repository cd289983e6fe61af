-- product_follow: let SKU, prices and number of variants of a product follow its variants.
-- Route:   internal
-- Fails:   none
-- Locks:   the product, its variants
-- Returns: nothing
DROP PROCEDURE IF EXISTS product_follow;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_follow (
    IN p_product_id BIGINT UNSIGNED
)
COMMENT 'Let SKU, prices and number of variants of a product follow its variants.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    UPDATE products AS p
    INNER JOIN (
        SELECT
            product_id,
            MIN(IF(position = 0, sku, NULL)) AS sku,
            COALESCE(MIN(IF(is_sold, price_amount, NULL)), MIN(price_amount)) AS price_amount,
            COALESCE(MAX(IF(is_sold, price_amount, NULL)), MAX(price_amount)) AS price_max_amount,
            COUNT(*) AS variant_count
        FROM variants
        WHERE product_id = p_product_id
        GROUP BY product_id
        LOCK IN SHARE MODE
    ) AS v ON p.product_id = v.product_id
    SET
        p.sku = v.sku,
        p.price_amount = v.price_amount,
        p.price_max_amount = v.price_max_amount,
        p.variant_count = v.variant_count
    WHERE p.product_id = p_product_id;
END$$
DELIMITER ;
