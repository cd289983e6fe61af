-- sales: one row per product line sold, and one that takes it away for each that came back.
-- Days are those of the shop's clock when the order was sold or came back. Products, categories
-- and customers bear the names of today.
SELECT
    f.sold_on AS day,
    f.order_id,
    f.seq,
    f.line_no,
    f.sold_hour AS hour,
    DATE_FORMAT(f.sold_on, '%Y-%m') AS month,
    CAST(DATE_FORMAT(f.sold_on, '%Y-%m-01') AS DATE) AS month_from,
    LAST_DAY(f.sold_on) AS month_to,
    YEAR(f.sold_on) AS year,
    MAKEDATE(YEAR(f.sold_on), 1) AS year_from,
    MAKEDATE(YEAR(f.sold_on) + 1, 1) - INTERVAL 1 DAY AS year_to,
    f.user_id,
    COALESCE(u.name, 'Guest') AS customer,
    f.product_id,
    p.sku AS product_sku,
    p.name AS product,
    v.sku,
    c.category_id,
    c.slug AS category_slug,
    c.name AS category,
    d.category_id AS department_id,
    d.slug AS department_slug,
    d.name AS department,
    CONCAT('S', LPAD(f.order_id, GREATEST(8, CHAR_LENGTH(f.order_id)), '0')) AS order_number,
    s.title AS status,
    -- Counted at the first line of an order: some of its lines do not tell of it.
    IF(:product IS NULL AND :category IS NULL, f.order_count, NULL) AS orders,
    f.quantity,
    f.gross_cents AS gross,
    f.discount_cents AS discount,
    f.revenue_cents AS revenue,
    f.tax_cents AS tax
FROM sales_facts AS f
-- LEFT keeps the order of the joins: facts by day, then what belongs to them.
LEFT JOIN orders AS o ON f.order_id = o.order_id
LEFT JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
LEFT JOIN variants AS v ON f.variant_id = v.variant_id
LEFT JOIN products AS p ON f.product_id = p.product_id
LEFT JOIN categories AS c ON f.category_id = c.category_id
LEFT JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
LEFT JOIN users AS u ON f.user_id = u.user_id
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
