-- low_stock: one row per variant for sale of which few pieces are left, over all locations.
-- How many are few is the setting low_stock, unless asked otherwise.
SELECT
    a.variant_id,
    v.product_id,
    v.sku,
    CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS variant,
    c.category_id,
    c.slug AS category_slug,
    c.name AS category,
    d.category_id AS department_id,
    d.slug AS department_slug,
    d.name AS department,
    IF(a.available_qty > 0, 'Low', 'Sold out') AS state,
    1 AS variants,
    a.available_qty AS available,
    COALESCE(n.quantity, 0) AS sold_this_month,
    COALESCE(b.quantity, 0) AS sold_last_month,
    v.price_amount AS price
FROM stock_available AS a
INNER JOIN variants AS v ON a.variant_id = v.variant_id
INNER JOIN products AS p ON v.product_id = p.product_id
INNER JOIN product_statuses AS t ON p.product_status_code = t.product_status_code
INNER JOIN categories AS c ON p.category_id = c.category_id
INNER JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
LEFT JOIN sales_by_variant AS n
    ON
        a.variant_id = n.variant_id
        AND n.sold_month = CAST(
            DATE_FORMAT(CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', :time_zone), '%Y-%m-01') AS DATE
        )
LEFT JOIN sales_by_variant AS b
    ON
        a.variant_id = b.variant_id
        AND b.sold_month = CAST(
            DATE_FORMAT(CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', :time_zone), '%Y-%m-01') AS DATE
        ) - INTERVAL 1 MONTH
WHERE
    a.available_qty <= COALESCE(
        :at_most,
        (SELECT CAST(s.value AS SIGNED) FROM settings AS s WHERE s.setting_code = 'low_stock')
    )
    AND v.is_sold
    AND t.is_sold
    AND (:product IS NULL OR v.product_id = :product)
    AND (
        :category IS NULL
        OR p.category_id IN (
            SELECT e.category_id
            FROM categories AS r
            INNER JOIN categories AS e
                ON r.path = e.path OR e.path LIKE CONCAT(r.path, '/%')
            WHERE r.slug = :category
        )
    );
