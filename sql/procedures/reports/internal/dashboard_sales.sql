-- dashboard_sales: today, the last six months and the last 48 hours, as the members of a JSON object.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: longtext
DROP FUNCTION IF EXISTS dashboard_sales;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION dashboard_sales (
    p_zone VARCHAR(64)
)
RETURNS LONGTEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'Today, the last six months and the last 48 hours, as the members of a JSON object.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    -- By the clock on the wall of the shop.
    DECLARE v_now DATETIME DEFAULT CONVERT_TZ(UTC_TIMESTAMP(), 'UTC', p_zone);
    DECLARE v_hour DATETIME DEFAULT DATE(v_now) + INTERVAL HOUR(v_now) HOUR;
    DECLARE v_month DATE DEFAULT DATE(v_now) - INTERVAL DAYOFMONTH(v_now) - 1 DAY;
    DECLARE v_months LONGTEXT;
    DECLARE v_hours LONGTEXT;

    WITH RECURSIVE months (n, first_on) AS (
        SELECT
            0,
            v_month - INTERVAL 5 MONTH
        UNION ALL
        SELECT
            n + 1,
            first_on + INTERVAL 1 MONTH
        FROM months
        WHERE n < 5
    )

    SELECT GROUP_CONCAT(
        CONCAT(
            '{"month": "', DATE_FORMAT(m.first_on, '%Y-%m'), '", ',
            dashboard_figures(s.order_count, s.quantity, s.revenue_cents), '}'
        )
        ORDER BY m.n SEPARATOR ', '
    )
    INTO v_months
    FROM months AS m
    LEFT JOIN (
        SELECT
            sold_on - INTERVAL DAYOFMONTH(sold_on) - 1 DAY AS first_on,
            SUM(order_count) AS order_count,
            SUM(quantity) AS quantity,
            SUM(revenue_cents) AS revenue_cents
        FROM sales_by_hour
        WHERE sold_on BETWEEN v_month - INTERVAL 5 MONTH AND LAST_DAY(v_month)
        GROUP BY sold_on - INTERVAL DAYOFMONTH(sold_on) - 1 DAY
    ) AS s ON m.first_on = s.first_on;

    WITH RECURSIVE hours (n, starts_at) AS (
        SELECT
            0,
            v_hour - INTERVAL 47 HOUR
        UNION ALL
        SELECT
            n + 1,
            starts_at + INTERVAL 1 HOUR
        FROM hours
        WHERE n < 47
    )

    SELECT GROUP_CONCAT(
        CONCAT(
            '{"starts_at": "',
            DATE_FORMAT(CONVERT_TZ(h.starts_at, p_zone, 'UTC'), '%Y-%m-%dT%H:%i:%sZ'), '", ',
            dashboard_figures(s.order_count, s.quantity, s.revenue_cents), '}'
        )
        ORDER BY h.n SEPARATOR ', '
    )
    INTO v_hours
    FROM hours AS h
    LEFT JOIN sales_by_hour AS s
        ON DATE(h.starts_at) = s.sold_on AND HOUR(h.starts_at) = s.sold_hour;

    RETURN (
        SELECT CONCAT(
            '"today": {',
            dashboard_figures(SUM(t.order_count), SUM(t.quantity), SUM(t.revenue_cents)),
            ', "same_day_last_week": {',
            (
                SELECT dashboard_figures(
                    SUM(w.order_count), SUM(w.quantity), SUM(w.revenue_cents)
                )
                FROM sales_by_hour AS w
                WHERE w.sold_on = DATE(v_now) - INTERVAL 7 DAY
            ),
            '}}, "months": [', v_months, '], "hours": [', v_hours, ']'
        )
        FROM sales_by_hour AS t
        WHERE t.sold_on = DATE(v_now)
    );
END$$
DELIMITER ;
