-- product_details: a product as visitors see it, with pictures, options, variants and availability.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW product_details AS
SELECT
    d.product_id,
    d.sku,
    d.slug,
    d.name,
    d.description,
    d.price,
    d.price_max,
    d.tax_rate,
    d.category_slug,
    d.category_name,
    d.attributes,
    d.images,
    d.options,
    d.variants,
    d.available,
    d.version,
    d.created_at,
    d.updated_at
FROM staff_products AS d
INNER JOIN product_statuses AS s ON d.status = s.product_status_code
WHERE s.is_listed;
GRANT SELECT ON product_details TO store_api;
