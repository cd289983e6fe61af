-- sales_lines_by_status: the lines of sales with where their orders stand.
SELECT
    f.sold_on AS day,
    f.sold_hour AS hour,
    DATE_FORMAT(f.sold_on, '%Y-%m') AS month,
    CAST(DATE_FORMAT(f.sold_on, '%Y-%m-01') AS DATE) AS month_from,
    LAST_DAY(f.sold_on) AS month_to,
    YEAR(f.sold_on) AS year,
    MAKEDATE(YEAR(f.sold_on), 1) AS year_from,
    MAKEDATE(YEAR(f.sold_on) + 1, 1) - INTERVAL 1 DAY AS year_to,
    f.user_id,
    f.product_id,
    f.category_id,
    s.title AS status,
    1 AS fact_count,
    -- Counted at the first line of an order: some of its lines do not tell of it.
    IF(:product IS NULL AND :category IS NULL, f.order_count, NULL) AS orders,
    f.quantity,
    f.gross_cents AS gross,
    f.discount_cents AS discount,
    f.revenue_cents AS revenue,
    f.tax_cents AS tax
FROM sales_facts AS f
LEFT JOIN orders AS o ON f.order_id = o.order_id
LEFT JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
WHERE
    f.sold_on BETWEEN :from AND :to
    AND (:status IS NULL OR JSON_CONTAINS(:status, JSON_QUOTE(o.order_status_code)))
    AND (:product IS NULL OR f.product_id = :product)
    AND (:customer IS NULL OR f.user_id = :customer)
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
