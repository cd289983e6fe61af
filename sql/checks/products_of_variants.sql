-- products_of_variants: SKU, prices and number of variants of each product are those of its variants.
SELECT
    p.product_id,
    p.sku,
    v.sku AS variant_sku,
    p.price_amount,
    v.price_amount AS lowest_amount,
    p.price_max_amount,
    v.price_max_amount AS highest_amount,
    p.variant_count,
    v.variant_count AS variants_found
FROM products AS p
LEFT JOIN (
    SELECT
        product_id,
        MIN(IF(position = 0, sku, NULL)) AS sku,
        COALESCE(MIN(IF(is_sold, price_amount, NULL)), MIN(price_amount)) AS price_amount,
        COALESCE(MAX(IF(is_sold, price_amount, NULL)), MAX(price_amount)) AS price_max_amount,
        COUNT(*) AS variant_count
    FROM variants
    GROUP BY product_id
) AS v ON p.product_id = v.product_id
WHERE
    NOT p.sku <=> v.sku
    OR NOT p.price_amount <=> v.price_amount
    OR NOT p.price_max_amount <=> v.price_max_amount
    OR NOT p.variant_count <=> v.variant_count;
