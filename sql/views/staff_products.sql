-- staff_products: products of every status as staff see them.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_products AS
SELECT
    p.product_id,
    p.sku,
    p.slug,
    p.name,
    p.description,
    p.price_amount AS price,
    p.tax_rate,
    p.product_status_code AS status,
    c.slug AS category_slug,
    c.name AS category_name,
    p.attributes,
    (
        SELECT JSON_ARRAYAGG(JSON_OBJECT('path', i.path, 'alt', i.alt))
        FROM product_images AS i
        WHERE i.product_id = p.product_id
    ) AS images,
    k.on_hand_qty - k.reserved_qty AS available,
    k.on_hand_qty AS on_hand,
    k.reserved_qty AS reserved,
    p.version,
    p.created_at,
    p.updated_at
FROM products AS p
INNER JOIN categories AS c ON p.category_id = c.category_id
INNER JOIN stock AS k ON p.product_id = k.product_id;
GRANT SELECT ON staff_products TO store_api;
