-- staff_products: products of every status as staff see them.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_products AS
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
    p.product_status_code AS status,
    c.slug AS category_slug,
    c.name AS category_name,
    p.attributes,
    (
        SELECT JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
            JSON_OBJECT('path', i.path, 'alt', i.alt)
            ORDER BY i.position, i.product_image_id SEPARATOR ','
        ), ']'), '$')
        FROM product_images AS i
        WHERE i.product_id = p.product_id
    ) AS images,
    (
        SELECT JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(
            JSON_OBJECT(
                'name', o.name,
                'values', (
                    SELECT JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
                        JSON_QUOTE(w.value) ORDER BY w.value_no SEPARATOR ','
                    ), ']'), '$')
                    FROM product_option_values AS w
                    WHERE w.product_id = o.product_id AND w.option_no = o.option_no
                )
            )
            ORDER BY o.option_no SEPARATOR ','
        ), ''), ']'), '$')
        FROM product_options AS o
        WHERE o.product_id = p.product_id
    ) AS options,
    (
        SELECT JSON_EXTRACT(CONCAT('[', GROUP_CONCAT(
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
                    SELECT COALESCE(SUM(k.on_hand_qty - k.reserved_qty), 0)
                    FROM stock AS k
                    WHERE k.variant_id = v.variant_id
                )
            )
            ORDER BY v.position SEPARATOR ','
        ), ']'), '$')
        FROM variants AS v
        WHERE v.product_id = p.product_id
    ) AS variants,
    (
        SELECT COALESCE(SUM(k.on_hand_qty - k.reserved_qty), 0)
        FROM stock AS k
        WHERE k.product_id = p.product_id
    ) AS available,
    (
        SELECT COALESCE(SUM(k.on_hand_qty), 0) FROM stock AS k WHERE k.product_id = p.product_id
    ) AS on_hand,
    (
        SELECT COALESCE(SUM(k.reserved_qty), 0) FROM stock AS k WHERE k.product_id = p.product_id
    ) AS reserved,
    p.version,
    p.created_at,
    p.updated_at
FROM products AS p
INNER JOIN categories AS c ON p.category_id = c.category_id;
GRANT SELECT ON staff_products TO store_api;
