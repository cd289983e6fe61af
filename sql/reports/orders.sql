-- orders: one row per order that was placed.
-- An order that is asked for by its number is found whenever it was placed.
SELECT
    o.order_id,
    CONCAT('S', LPAD(o.order_id, GREATEST(8, CHAR_LENGTH(o.order_id)), '0')) AS order_number,
    o.placed_at,
    DATE(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS day,
    DATE_FORMAT(CONVERT_TZ(o.placed_at, 'UTC', :time_zone), '%Y-%m') AS month,
    CAST(DATE_FORMAT(CONVERT_TZ(o.placed_at, 'UTC', :time_zone), '%Y-%m-01') AS DATE)
    AS month_from,
    LAST_DAY(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS month_to,
    YEAR(CONVERT_TZ(o.placed_at, 'UTC', :time_zone)) AS year,
    COALESCE(o.user_id, 0) AS user_id,
    COALESCE(u.name, NULLIF(o.customer_name, ''), 'Guest') AS customer,
    o.email,
    o.order_status_code AS status_code,
    s.title AS status,
    c.name AS country,
    o.shipping_method_code,
    m.title AS shipping_method,
    o.line_count,
    1 AS orders,
    o.subtotal_amount AS subtotal,
    o.discount_amount AS discount,
    o.shipping_amount AS shipping,
    o.tax_amount AS tax,
    o.total_amount AS total,
    o.captured_amount AS paid,
    o.refunded_amount AS refunded
FROM orders AS o
-- LEFT and the key keep the order of the joins: orders by time, then what belongs to them.
LEFT JOIN order_statuses AS s FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON o.order_status_code = s.order_status_code
LEFT JOIN users AS u ON o.user_id = u.user_id
LEFT JOIN addresses AS a ON o.address_id = a.address_id
LEFT JOIN countries AS c FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON COALESCE(a.country_code, u.country_code) = c.country_code
LEFT JOIN shipping_methods AS m FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON o.shipping_method_code = m.shipping_method_code
WHERE
    o.placed_at
    >= IF(:order IS NULL, CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC'), '1000-01-01')
    AND o.placed_at
    < IF(
        :order IS NULL,
        CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC'),
        '9999-01-01'
    )
    AND o.is_frozen
    AND (:order IS NULL OR o.order_id = CAST(REPLACE(UPPER(:order), 'S', '') AS UNSIGNED))
    AND (:status IS NULL OR JSON_CONTAINS(:status, JSON_QUOTE(o.order_status_code)))
    AND (:customer IS NULL OR o.user_id = :customer)
    AND (:shipping_method IS NULL OR o.shipping_method_code = :shipping_method)
    AND (:country IS NULL OR COALESCE(a.country_code, u.country_code) = :country)
    AND (:at_least IS NULL OR o.total_amount >= :at_least)
    AND (
        :product IS NULL
        OR EXISTS(
            SELECT 1
            FROM order_lines AS l
            WHERE l.order_id = o.order_id AND l.product_id = :product
        )
    );
