-- dead_stock: one row per variant that can be sold from the shelf and was not sold for so many days, or never.
SELECT
    r.variant_id,
    r.product_id,
    r.sku,
    r.variant,
    r.category_id,
    r.category_slug,
    r.category,
    r.department_id,
    r.department_slug,
    r.department,
    IF(r.is_sold, 'For sale', 'Not for sale') AS offer,
    1 AS variants,
    r.available,
    r.price,
    r.available * r.price AS value,
    r.in_shop_since,
    DATE_FORMAT(r.last_sold, '%Y-%m') AS last_sold
FROM (
    SELECT
        v.variant_id,
        v.product_id,
        v.sku,
        CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS variant,
        c.category_id,
        c.slug AS category_slug,
        c.name AS category,
        d.category_id AS department_id,
        d.slug AS department_slug,
        d.name AS department,
        v.is_sold AND t.is_sold AS is_sold,
        v.price_amount AS price,
        a.available_qty AS available,
        p.created_at AS in_shop_since,
        s.last_sold
    FROM stock_available AS a
    INNER JOIN variants AS v ON a.variant_id = v.variant_id
    INNER JOIN products AS p ON v.product_id = p.product_id
    INNER JOIN product_statuses AS t ON p.product_status_code = t.product_status_code
    INNER JOIN categories AS c ON p.category_id = c.category_id
    INNER JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
    LEFT JOIN (
        SELECT
            m.variant_id,
            MAX(m.sold_month) AS last_sold
        FROM sales_by_variant AS m
        WHERE m.quantity > 0
        GROUP BY m.variant_id
    ) AS s ON a.variant_id = s.variant_id
    LEFT JOIN (
        SELECT DISTINCT f.variant_id
        FROM sales_facts AS f
        WHERE
            f.quantity > 0
            AND f.sold_on > DATE(CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', :time_zone))
            - INTERVAL :days DAY
            -- Later months tell by their sums.
            AND f.sold_on <= LAST_DAY(
                DATE(CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', :time_zone)) - INTERVAL :days DAY
            )
    ) AS n ON a.variant_id = n.variant_id
    WHERE
        a.available_qty > 0
        AND n.variant_id IS NULL
        AND COALESCE(s.last_sold, '1000-01-01') <= DATE(
            CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', :time_zone)
        ) - INTERVAL :days DAY
        AND (:product IS NULL OR v.product_id = :product)
        AND (:for_sale IS NULL OR (v.is_sold AND t.is_sold) = :for_sale)
        AND (
            :category IS NULL
            OR p.category_id IN (
                SELECT b.category_id
                FROM categories AS q
                INNER JOIN categories AS b
                    ON q.path = b.path OR b.path LIKE CONCAT(q.path, '/%')
                WHERE q.slug = :category
            )
        )
) AS r;
