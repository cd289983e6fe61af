-- stock_entries: one row per entry in the ledger of stock: why pieces came, went, or were set aside.
SELECT
    e.variant_id,
    e.stock_location_id,
    e.seq,
    e.created_at AS entered_at,
    DATE(CONVERT_TZ(e.created_at, 'UTC', :time_zone)) AS day,
    DATE_FORMAT(CONVERT_TZ(e.created_at, 'UTC', :time_zone), '%Y-%m') AS month,
    CAST(DATE_FORMAT(CONVERT_TZ(e.created_at, 'UTC', :time_zone), '%Y-%m-01') AS DATE)
    AS month_from,
    LAST_DAY(CONVERT_TZ(e.created_at, 'UTC', :time_zone)) AS month_to,
    v.product_id,
    v.sku,
    CONCAT_WS(', ', p.name, NULLIF(v.label, '')) AS variant,
    c.category_id,
    c.slug AS category_slug,
    c.name AS category,
    l.code AS location_code,
    l.name AS location,
    e.stock_entry_kind_code AS kind_code,
    k.title AS kind,
    1 AS entries,
    GREATEST(e.on_hand_delta, 0) AS came,
    GREATEST(-e.on_hand_delta, 0) AS went,
    e.on_hand_delta AS on_hand,
    e.reserved_delta AS reserved,
    e.on_hand_after,
    e.reserved_after,
    CONCAT('S', LPAD(e.order_id, GREATEST(8, CHAR_LENGTH(e.order_id)), '0')) AS order_number,
    COALESCE(e.actor_id, 0) AS actor_id,
    u.name AS actor,
    e.note
FROM stock_entries AS e
-- LEFT and the key keep the order of the joins: entries by time, then what belongs to them.
LEFT JOIN stock_entry_kinds AS k FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON e.stock_entry_kind_code = k.stock_entry_kind_code
LEFT JOIN stock_locations AS l FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON e.stock_location_id = l.stock_location_id
LEFT JOIN variants AS v ON e.variant_id = v.variant_id
LEFT JOIN products AS p ON v.product_id = p.product_id
LEFT JOIN categories AS c ON p.category_id = c.category_id
LEFT JOIN users AS u ON e.actor_id = u.user_id
WHERE
    e.created_at
    >= IF(:order IS NULL, CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC'), '1000-01-01')
    AND e.created_at
    < IF(
        :order IS NULL,
        CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC'),
        '9999-01-01'
    )
    AND (:order IS NULL OR e.order_id = CAST(REPLACE(UPPER(:order), 'S', '') AS UNSIGNED))
    AND (:kind IS NULL OR JSON_CONTAINS(:kind, JSON_QUOTE(e.stock_entry_kind_code)))
    AND (:location IS NULL OR l.code = :location)
    AND (:product IS NULL OR v.product_id = :product)
    AND (:actor IS NULL OR e.actor_id = :actor)
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
