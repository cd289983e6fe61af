-- sellable_variants: variants that can be put into a cart now.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW sellable_variants AS
SELECT
    v.variant_id,
    v.product_id
FROM variants AS v
INNER JOIN products AS p ON v.product_id = p.product_id
INNER JOIN product_statuses AS s ON p.product_status_code = s.product_status_code
WHERE v.is_sold AND s.is_sold;
