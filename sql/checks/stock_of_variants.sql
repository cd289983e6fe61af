-- stock_of_variants: each variant has stock at each location.
SELECT
    v.variant_id,
    l.stock_location_id
FROM variants AS v
CROSS JOIN stock_locations AS l
LEFT JOIN stock AS s
    ON v.variant_id = s.variant_id AND l.stock_location_id = s.stock_location_id
WHERE s.variant_id IS NULL OR s.product_id <> v.product_id;
