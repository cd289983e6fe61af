-- product_cards: what visitors may see of the catalogue; pictures and availability stand apart.
-- Kept without subqueries: the server can then look through it at the indexes of products.
-- Outer joins, although none can be empty: they leave the server one order of tables to think of.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW product_cards AS
SELECT
    p.product_id,
    p.sku,
    p.slug,
    p.name,
    p.description,
    p.price_amount AS price,
    p.price_max_amount AS price_max,
    p.variant_count,
    p.tax_rate,
    p.attributes,
    p.category_id,
    c.slug AS category_slug,
    c.name AS category_name,
    p.product_status_code,
    s.is_sold,
    p.version,
    p.created_at,
    p.updated_at
FROM products AS p
LEFT JOIN categories AS c ON p.category_id = c.category_id
LEFT JOIN product_statuses AS s ON p.product_status_code = s.product_status_code
WHERE COALESCE(s.is_listed, FALSE);
GRANT SELECT ON product_cards TO store_api;
