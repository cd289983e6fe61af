-- carts_abandoned: one row per item of a cart that nobody has touched for so many hours, at the prices of today.
SELECT
    c.cart_id,
    i.cart_item_id,
    c.cart_id AS carts,
    c.updated_at AS left_at,
    DATE(CONVERT_TZ(c.updated_at, 'UTC', :time_zone)) AS day,
    IF(c.user_id IS NULL, 'Guest', 'Customer') AS visitor,
    COALESCE(c.user_id, 0) AS user_id,
    COALESCE(u.name, 'Guest') AS customer,
    u.email,
    i.variant_id,
    v.product_id,
    v.sku,
    CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS variant,
    g.category_id,
    g.slug AS category_slug,
    g.name AS category,
    i.item_qty AS quantity,
    v.price_amount AS price,
    i.item_qty * v.price_amount AS value,
    COALESCE(a.available_qty, 0) AS available,
    TIMESTAMPDIFF(SECOND, c.updated_at, UTC_TIMESTAMP(6)) AS idle
FROM carts AS c
-- LEFT keeps the order of the joins: carts by time, then what is in them.
INNER JOIN cart_items AS i ON c.cart_id = i.cart_id
LEFT JOIN variants AS v ON i.variant_id = v.variant_id
LEFT JOIN products AS p ON v.product_id = p.product_id
LEFT JOIN categories AS g ON p.category_id = g.category_id
LEFT JOIN stock_available AS a ON i.variant_id = a.variant_id
LEFT JOIN users AS u ON c.user_id = u.user_id
WHERE
    c.updated_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND c.updated_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND c.updated_at <= UTC_TIMESTAMP(6) - INTERVAL :idle_hours HOUR
    AND (:visitor IS NULL OR (c.user_id IS NULL) = (:visitor = 'guest'))
    AND (:customer IS NULL OR c.user_id = :customer)
    AND (:product IS NULL OR v.product_id = :product)
    AND (
        :category IS NULL
        OR p.category_id IN (
            SELECT b.category_id
            FROM categories AS q
            INNER JOIN categories AS b
                ON q.path = b.path OR b.path LIKE CONCAT(q.path, '/%')
            WHERE q.slug = :category
        )
    );
