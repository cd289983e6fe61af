-- product_variants: the variants of products, with their values, stock and picture, as one JSON array each.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW product_variants AS
SELECT
    v.product_id,
    JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
        JSON_OBJECT(
            'id', v.variant_id,
            'sku', v.sku,
            'price', CAST(v.price_amount AS CHAR),
            'values', JSON_EXTRACT(v.option_values, '$'),
            'label', v.label,
            'barcode', v.barcode,
            'is_sold', JSON_EXTRACT(IF(v.is_sold, 'true', 'false'), '$'),
            'image', (
                SELECT MIN(i.path)
                FROM product_images AS i
                WHERE i.variant_id = v.variant_id
            ),
            'available', (
                SELECT COALESCE(SUM(s.on_hand_qty - s.reserved_qty), 0)
                FROM stock AS s
                WHERE s.variant_id = v.variant_id
            )
        )
        ORDER BY v.position SEPARATOR ','
    ), ']'), '$') AS variants
FROM variants AS v
GROUP BY v.product_id;
GRANT SELECT ON product_variants TO store_api;
