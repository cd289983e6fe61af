-- staff_variants: variants by their number, for calls that name only a product.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_variants AS
SELECT
    v.variant_id,
    v.product_id,
    v.sku,
    v.position
FROM variants AS v;
GRANT SELECT ON staff_variants TO store_api;
