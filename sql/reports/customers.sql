-- customers: one row per customer, with what was bought in the period; guests are one row together.
-- Whole months come from their sums, the days before and after them from the facts.
WITH bought AS (
    SELECT
        s.user_id,
        CAST(SUM(s.order_count) AS SIGNED) AS orders,
        CAST(SUM(s.quantity) AS SIGNED) AS quantity,
        CAST(SUM(s.discount_cents) AS SIGNED) AS discount,
        CAST(SUM(s.revenue_cents) AS SIGNED) AS revenue
    FROM (
        SELECT
            m.user_id,
            m.order_count,
            m.quantity,
            m.discount_cents,
            m.revenue_cents
        FROM sales_by_customer AS m
        WHERE
            m.sold_month >= :from
            AND m.sold_month <= LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
        UNION ALL
        SELECT
            f.user_id,
            f.order_count,
            f.quantity,
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
    GROUP BY s.user_id
)

SELECT
    u.user_id,
    u.name AS customer,
    u.email,
    u.country_code,
    c.name AS country,
    u.language_code AS language,
    u.created_at AS registered_at,
    DATE_FORMAT(CONVERT_TZ(u.created_at, 'UTC', :time_zone), '%Y-%m') AS registered,
    1 AS customers,
    IF(b.orders > 0, 1, 0) AS buyers,
    IF(b.orders > 1, 1, 0) AS returning_buyers,
    COALESCE(b.orders, 0) AS orders,
    COALESCE(b.quantity, 0) AS quantity,
    COALESCE(b.discount, 0) AS discount,
    COALESCE(b.revenue, 0) AS revenue,
    (
        SELECT MAX(o.placed_at)
        FROM orders AS o
        WHERE o.user_id = u.user_id
    ) AS last_order_at
FROM users AS u
INNER JOIN countries AS c ON u.country_code = c.country_code
LEFT JOIN bought AS b ON u.user_id = b.user_id
WHERE
    NOT u.is_service
    AND (:customer IS NULL OR u.user_id = :customer)
    AND (:country IS NULL OR u.country_code = :country)
    AND (:buyers IS NULL OR (COALESCE(b.orders, 0) > 0) = :buyers)
    AND (:at_least IS NULL OR COALESCE(b.revenue, 0) >= :at_least * 100)
UNION ALL
SELECT
    b.user_id,
    'Guests' AS customer,
    NULL AS email,
    NULL AS country_code,
    NULL AS country,
    NULL AS language,
    NULL AS registered_at,
    NULL AS registered,
    -- How many they are nobody knows.
    0 AS customers,
    0 AS buyers,
    0 AS returning_buyers,
    b.orders,
    b.quantity,
    b.discount,
    b.revenue,
    (
        SELECT MAX(o.placed_at)
        FROM orders AS o
        WHERE o.user_id IS NULL
    ) AS last_order_at
FROM bought AS b
WHERE
    b.user_id = 0
    AND :customer IS NULL
    AND :country IS NULL
    AND (:buyers IS NULL OR :buyers)
    AND (:at_least IS NULL OR b.revenue >= :at_least * 100);
