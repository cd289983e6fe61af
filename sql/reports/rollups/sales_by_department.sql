-- sales_by_department: the sales of each day and category, with its department.
SELECT
    f.sold_on AS day,
    DATE_FORMAT(f.sold_on, '%Y-%m') AS month,
    CAST(DATE_FORMAT(f.sold_on, '%Y-%m-01') AS DATE) AS month_from,
    LAST_DAY(f.sold_on) AS month_to,
    YEAR(f.sold_on) AS year,
    MAKEDATE(YEAR(f.sold_on), 1) AS year_from,
    MAKEDATE(YEAR(f.sold_on) + 1, 1) - INTERVAL 1 DAY AS year_to,
    f.category_id,
    d.category_id AS department_id,
    f.fact_count,
    -- What an order holds besides is not told here.
    CAST(NULL AS SIGNED) AS orders,
    f.quantity,
    f.gross_cents AS gross,
    f.discount_cents AS discount,
    f.revenue_cents AS revenue,
    f.tax_cents AS tax
FROM sales_by_category AS f
LEFT JOIN categories AS c ON f.category_id = c.category_id
LEFT JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
WHERE
    f.sold_on BETWEEN :from AND :to
    AND f.fact_count > 0
    AND (
        :category IS NULL
        OR f.category_id IN (
            SELECT b.category_id
            FROM categories AS t
            INNER JOIN categories AS b
                ON t.path = b.path OR b.path LIKE CONCAT(t.path, '/%')
            WHERE t.slug = :category
        )
    );
