-- sales: one row per product line of an order that was sold.
-- Products and categories bear the names that they have today.
SELECT
    o.order_id,
    l.line_no,
    p.product_id,
    c.category_id,
    d.category_id AS department_id,
    o.placed_at AS sold_at,
    DATE(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS day,
    DATE_FORMAT(CONVERT_TZ(o.placed_at, 'UTC', :time_zone), '%Y-%m') AS month,
    YEAR(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS year,
    CONCAT('S', LPAD(o.order_id, GREATEST(8, CHAR_LENGTH(o.order_id)), '0')) AS order_number,
    s.title AS status,
    p.sku,
    p.name AS product,
    d.name AS department,
    c.name AS category,
    l.line_qty AS quantity,
    l.gross_amount AS gross,
    l.discount_amount AS discount,
    l.line_total_amount AS revenue,
    l.tax_amount AS tax
FROM orders AS o
INNER JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
INNER JOIN order_lines AS l ON o.order_id = l.order_id
INNER JOIN products AS p ON l.product_id = p.product_id
INNER JOIN categories AS c ON p.category_id = c.category_id
INNER JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
WHERE
    -- The bounds are converted, not the column: its index is of use.
    o.placed_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND o.placed_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND ((:status IS NULL AND s.is_sale) OR o.order_status_code = :status)
    AND (:product IS NULL OR p.sku = :product)
    AND (
        :category IS NULL
        OR c.slug = :category
        OR c.path LIKE CONCAT(
            (SELECT t.path FROM categories AS t WHERE t.slug = :category), '/%'
        )
    );
