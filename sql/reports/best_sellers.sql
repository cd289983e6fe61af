-- best_sellers: one row per product that was sold in the period, less what came back.
-- Place and share are those among all products, whichever category is asked for.
-- Whole months come from their sums, the days before and after them from the facts.
SELECT
    r.product_id,
    r.place,
    p.sku,
    p.name AS product,
    c.category_id,
    c.slug AS category_slug,
    c.name AS category,
    d.category_id AS department_id,
    d.slug AS department_slug,
    d.name AS department,
    r.quantity,
    r.gross,
    r.discount,
    r.revenue,
    r.all_revenue
FROM (
    SELECT
        s.product_id,
        ROW_NUMBER() OVER (ORDER BY SUM(s.revenue_cents) DESC, s.product_id ASC) AS place,
        CAST(SUM(s.quantity) AS SIGNED) AS quantity,
        CAST(SUM(s.gross_cents) AS SIGNED) AS gross,
        CAST(SUM(s.discount_cents) AS SIGNED) AS discount,
        CAST(SUM(s.revenue_cents) AS SIGNED) AS revenue,
        CAST(SUM(SUM(s.revenue_cents)) OVER () AS SIGNED) AS all_revenue
    FROM (
        SELECT
            m.product_id,
            m.quantity,
            m.gross_cents,
            m.discount_cents,
            m.revenue_cents
        FROM sales_by_variant AS m
        WHERE
            m.sold_month >= :from
            AND m.sold_month <= LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
        UNION ALL
        SELECT
            f.product_id,
            f.quantity,
            f.gross_cents,
            f.discount_cents,
            f.revenue_cents
        FROM sales_facts AS f
        WHERE
            f.sold_on BETWEEN :from AND :to
            AND (
                f.sold_on <= LAST_DAY(CAST(:from AS DATE) - INTERVAL 1 DAY)
                OR f.sold_on
                > LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
            )
    ) AS s
    GROUP BY s.product_id
) AS r
-- LEFT keeps the order of the joins: sums, then what they are called.
LEFT JOIN products AS p ON r.product_id = p.product_id
LEFT JOIN categories AS c ON p.category_id = c.category_id
LEFT JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
WHERE
    (r.quantity > 0 OR r.revenue > 0)
    AND (
        :category IS NULL
        OR p.category_id IN (
            SELECT b.category_id
            FROM categories AS t
            INNER JOIN categories AS b
                ON t.path = b.path OR b.path LIKE CONCAT(t.path, '/%')
            WHERE t.slug = :category
        )
    );
