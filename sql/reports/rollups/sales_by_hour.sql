-- sales_by_hour: the sales of each hour.
SELECT
    h.sold_on AS day,
    h.sold_hour AS hour,
    DATE_FORMAT(h.sold_on, '%Y-%m') AS month,
    CAST(DATE_FORMAT(h.sold_on, '%Y-%m-01') AS DATE) AS month_from,
    LAST_DAY(h.sold_on) AS month_to,
    YEAR(h.sold_on) AS year,
    MAKEDATE(YEAR(h.sold_on), 1) AS year_from,
    MAKEDATE(YEAR(h.sold_on) + 1, 1) - INTERVAL 1 DAY AS year_to,
    h.fact_count,
    h.order_count AS orders,
    h.quantity,
    h.gross_cents AS gross,
    h.discount_cents AS discount,
    h.revenue_cents AS revenue,
    h.tax_cents AS tax
FROM sales_by_hour AS h
WHERE
    h.sold_on BETWEEN :from AND :to
    AND h.fact_count > 0;
