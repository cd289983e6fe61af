-- days_of_cover: one row per variant that is in stock or was sold in the period: how long the pieces last at its pace, and how many to order.
-- Whole months come from their sums, the days before and after them from the facts.
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
    CASE
        WHEN r.available > 0 AND r.sold <= 0 THEN 'Dead'
        WHEN r.available <= 0 THEN 'Sold out'
        WHEN r.available < r.per_day * :target THEN 'Short'
        WHEN r.available > r.per_day * 365 THEN 'Too much'
        ELSE 'Enough'
    END AS state,
    1 AS variants,
    r.available,
    r.sold,
    r.per_day,
    IF(
        r.is_sold, GREATEST(CEIL(r.per_day * :target) - GREATEST(r.available, 0), 0), 0
    ) AS reorder,
    GREATEST(r.available, 0) * r.price AS value,
    r.price
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
        COALESCE(a.available_qty, 0) AS available,
        COALESCE(s.quantity, 0) AS sold,
        ROUND(
            GREATEST(COALESCE(s.quantity, 0), 0) * 1.000000 / (DATEDIFF(:to, :from) + 1), 6
        ) AS per_day
    FROM variants AS v
    INNER JOIN products AS p ON v.product_id = p.product_id
    INNER JOIN product_statuses AS t ON p.product_status_code = t.product_status_code
    INNER JOIN categories AS c ON p.category_id = c.category_id
    INNER JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
    LEFT JOIN stock_available AS a ON v.variant_id = a.variant_id
    LEFT JOIN (
        SELECT
            u.variant_id,
            CAST(SUM(u.quantity) AS SIGNED) AS quantity
        FROM (
            SELECT
                m.variant_id,
                m.quantity
            FROM sales_by_variant AS m
            WHERE
                m.sold_month >= :from
                AND m.sold_month
                <= LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
            UNION ALL
            SELECT
                f.variant_id,
                f.quantity
            FROM sales_facts AS f
            WHERE
                f.sold_on BETWEEN :from AND :to
                AND (
                    f.sold_on <= LAST_DAY(CAST(:from AS DATE) - INTERVAL 1 DAY)
                    OR f.sold_on
                    > LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
                )
        ) AS u
        GROUP BY u.variant_id
    ) AS s ON v.variant_id = s.variant_id
    WHERE
        (a.available_qty > 0 OR s.quantity > 0)
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
) AS r
WHERE
    :to_order IS NULL
    OR (r.is_sold AND r.per_day * :target > r.available) = :to_order;
