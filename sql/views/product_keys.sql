-- product_keys: what lists of visible products are searched and sorted by.
-- One table and no join, and the statuses read once: the server walks the index of the order
-- and stops after a page.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER VIEW product_keys AS
SELECT
    p.product_id,
    p.name,
    p.description,
    p.price_amount AS price,
    p.category_id,
    p.attributes,
    p.created_at,
    p.updated_at
FROM products AS p
WHERE FIND_IN_SET(
    p.product_status_code,
    (
        SELECT GROUP_CONCAT(s.product_status_code)
        FROM product_statuses AS s
        WHERE s.is_listed
    )
);
GRANT SELECT ON product_keys TO store_api;
