-- stock: one row per variant and location that ever held it: what lies there now.
SELECT
    s.variant_id,
    s.variant_id AS variants,
    s.stock_location_id,
    v.product_id,
    v.sku,
    CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS variant,
    p.name AS product,
    c.category_id,
    c.slug AS category_slug,
    c.name AS category,
    d.category_id AS department_id,
    d.slug AS department_slug,
    d.name AS department,
    l.code AS location_code,
    l.name AS location,
    IF(v.is_sold AND t.is_sold, 'For sale', 'Not for sale') AS offer,
    s.on_hand_qty AS on_hand,
    s.reserved_qty AS reserved,
    s.on_hand_qty - s.reserved_qty AS available,
    v.price_amount AS price,
    s.on_hand_qty * v.price_amount AS value
FROM stock AS s
INNER JOIN variants AS v ON s.variant_id = v.variant_id
INNER JOIN products AS p ON v.product_id = p.product_id
INNER JOIN product_statuses AS t ON p.product_status_code = t.product_status_code
INNER JOIN stock_locations AS l ON s.stock_location_id = l.stock_location_id
INNER JOIN categories AS c ON p.category_id = c.category_id
INNER JOIN categories AS d ON SUBSTRING_INDEX(c.path, '/', 1) = d.slug
WHERE
    s.entry_seq > 0
    AND (:location IS NULL OR l.code = :location)
    AND (:product IS NULL OR v.product_id = :product)
    AND (:for_sale IS NULL OR (v.is_sold AND t.is_sold) = :for_sale)
    AND (
        :state IS NULL
        OR CASE :state
            WHEN 'available' THEN s.on_hand_qty > s.reserved_qty
            WHEN 'reserved' THEN s.reserved_qty > 0
            ELSE s.on_hand_qty = s.reserved_qty
        END
    )
    AND (
        :category IS NULL
        OR p.category_id IN (
            SELECT b.category_id
            FROM categories AS r
            INNER JOIN categories AS b
                ON r.path = b.path OR b.path LIKE CONCAT(r.path, '/%')
            WHERE r.slug = :category
        )
    );
