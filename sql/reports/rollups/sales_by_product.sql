-- sales_by_product: the sales of each month and variant.
-- Whole months come from their sums, the days before and after them from the facts.
SELECT
    r.product_id,
    DATE_FORMAT(r.sold_on, '%Y-%m') AS month,
    CAST(DATE_FORMAT(r.sold_on, '%Y-%m-01') AS DATE) AS month_from,
    LAST_DAY(r.sold_on) AS month_to,
    YEAR(r.sold_on) AS year,
    MAKEDATE(YEAR(r.sold_on), 1) AS year_from,
    MAKEDATE(YEAR(r.sold_on) + 1, 1) - INTERVAL 1 DAY AS year_to,
    r.fact_count,
    -- What an order holds besides is not told here.
    CAST(NULL AS SIGNED) AS orders,
    r.quantity,
    r.gross_cents AS gross,
    r.discount_cents AS discount,
    r.revenue_cents AS revenue,
    r.tax_cents AS tax
FROM (
    SELECT
        m.sold_month AS sold_on,
        m.product_id,
        m.fact_count,
        m.quantity,
        m.gross_cents,
        m.discount_cents,
        m.revenue_cents,
        m.tax_cents
    FROM sales_by_variant AS m
    WHERE
        m.sold_month >= :from
        AND m.sold_month <= LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
        AND m.fact_count > 0
        AND (:product IS NULL OR m.product_id = :product)
    UNION ALL
    SELECT
        f.sold_on,
        f.product_id,
        1 AS fact_count,
        f.quantity,
        f.gross_cents,
        f.discount_cents,
        f.revenue_cents,
        f.tax_cents
    FROM sales_facts AS f
    WHERE
        f.sold_on BETWEEN :from AND :to
        AND (
            f.sold_on <= LAST_DAY(CAST(:from AS DATE) - INTERVAL 1 DAY)
            OR f.sold_on > LAST_DAY(CAST(:to AS DATE) + INTERVAL 1 DAY - INTERVAL 1 MONTH)
        )
        AND (:product IS NULL OR f.product_id = :product)
) AS r;
