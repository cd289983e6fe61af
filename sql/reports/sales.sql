-- sales: one row per product line of an order that was sold.
-- Products bear the names that they had when they were sold, categories those of today.
WITH branches AS (
    -- DISTINCT has this made once, instead of looking two categories up for each line.
    SELECT DISTINCT
        c.category_id,
        c.slug,
        c.path,
        c.name AS category,
        d.category_id AS department_id,
        d.name AS department
    FROM categories AS c
    INNER JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
)

SELECT
    o.order_id,
    l.line_no,
    l.product_id,
    b.category_id,
    b.department_id,
    o.placed_at AS sold_at,
    DATE(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS day,
    DATE_FORMAT(CONVERT_TZ(o.placed_at, 'UTC', :time_zone), '%Y-%m') AS month,
    YEAR(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS year,
    CONCAT('S', LPAD(o.order_id, GREATEST(8, CHAR_LENGTH(o.order_id)), '0')) AS order_number,
    s.title AS status,
    l.sku,
    l.name AS product,
    b.department,
    b.category,
    l.line_qty AS quantity,
    l.gross_amount AS gross,
    l.discount_amount AS discount,
    l.line_total_amount AS revenue,
    l.tax_amount AS tax
FROM orders AS o
-- LEFT keeps the order of the joins: orders by date, then what belongs to them.
LEFT JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
INNER JOIN order_lines AS l ON o.order_id = l.order_id
LEFT JOIN branches AS b ON l.category_id = b.category_id
WHERE
    -- The bounds are converted, not the column: its index is of use.
    o.placed_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND o.placed_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND ((:status IS NULL AND COALESCE(s.is_sold, FALSE)) OR o.order_status_code = :status)
    AND (:product IS NULL OR l.sku = :product)
    AND (
        :category IS NULL
        OR b.slug = :category
        OR b.path LIKE CONCAT(
            (SELECT t.path FROM categories AS t WHERE t.slug = :category), '/%'
        )
    );
