-- customer_orders: one row per customer who bought in the 365 days up to a day: orders and money of that day, of the 7 days up to it, and of all of them.
-- Whole months come from their sums, the days before and after them from the facts.
SELECT
    r.user_id,
    COALESCE(u.name, 'Guests') AS customer,
    u.email,
    c.name AS country,
    CAST(:on AS DATE) - INTERVAL 364 DAY AS from_day,
    CAST(:on AS DATE) AS to_day,
    1 AS customers,
    r.orders_day,
    r.revenue_day,
    r.orders_week,
    r.revenue_week,
    r.orders_year,
    r.revenue_year
FROM (
    SELECT
        s.user_id,
        CAST(SUM(IF(s.sold_on = :on, s.order_count, 0)) AS SIGNED) AS orders_day,
        CAST(SUM(IF(s.sold_on = :on, s.revenue_cents, 0)) AS SIGNED) AS revenue_day,
        CAST(SUM(IF(s.is_late, s.order_count, 0)) AS SIGNED) AS orders_week,
        CAST(SUM(IF(s.is_late, s.revenue_cents, 0)) AS SIGNED) AS revenue_week,
        CAST(SUM(s.order_count) AS SIGNED) AS orders_year,
        CAST(SUM(s.revenue_cents) AS SIGNED) AS revenue_year
    FROM (
        -- Months that lie between the first day and the last seven.
        SELECT
            m.user_id,
            NULL AS sold_on,
            FALSE AS is_late,
            m.order_count,
            m.revenue_cents
        FROM sales_by_customer AS m
        WHERE
            m.sold_month >= CAST(:on AS DATE) - INTERVAL 364 DAY
            AND m.sold_month <= LAST_DAY(CAST(:on AS DATE) - INTERVAL 6 DAY - INTERVAL 1 MONTH)
        UNION ALL
        SELECT
            f.user_id,
            f.sold_on,
            f.sold_on > CAST(:on AS DATE) - INTERVAL 7 DAY AS is_late,
            f.order_count,
            f.revenue_cents
        FROM sales_facts AS f
        WHERE
            f.sold_on BETWEEN CAST(:on AS DATE) - INTERVAL 364 DAY AND :on
            AND (
                f.sold_on <= LAST_DAY(CAST(:on AS DATE) - INTERVAL 365 DAY)
                OR f.sold_on
                > LAST_DAY(CAST(:on AS DATE) - INTERVAL 6 DAY - INTERVAL 1 MONTH)
            )
    ) AS s
    GROUP BY s.user_id
    HAVING orders_year <> 0 OR revenue_year <> 0
) AS r
LEFT JOIN users AS u ON r.user_id = u.user_id
LEFT JOIN countries AS c ON u.country_code = c.country_code
WHERE
    (:customer IS NULL OR r.user_id = :customer)
    AND (:country IS NULL OR u.country_code = :country);
