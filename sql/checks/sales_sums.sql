-- sales_sums: the sums by hour, category, variant and customer, and of late by product, are those of the sales facts.
SELECT
    'sales_by_hour' AS sums,
    u.sold_on AS period,
    u.sold_hour AS of_what
FROM (
    SELECT
        sold_on,
        sold_hour,
        COUNT(*) AS fact_count,
        SUM(order_count) AS order_count,
        SUM(quantity) AS quantity,
        SUM(gross_cents) AS gross_cents,
        SUM(discount_cents) AS discount_cents,
        SUM(revenue_cents) AS revenue_cents,
        SUM(tax_cents) AS tax_cents
    FROM sales_facts
    GROUP BY sold_on, sold_hour
    UNION ALL
    SELECT
        sold_on,
        sold_hour,
        -fact_count,
        -order_count,
        -quantity,
        -gross_cents,
        -discount_cents,
        -revenue_cents,
        -tax_cents
    FROM sales_by_hour
) AS u
GROUP BY u.sold_on, u.sold_hour
HAVING
    SUM(u.fact_count) <> 0
    OR SUM(u.order_count) <> 0
    OR SUM(u.quantity) <> 0
    OR SUM(u.gross_cents) <> 0
    OR SUM(u.discount_cents) <> 0
    OR SUM(u.revenue_cents) <> 0
    OR SUM(u.tax_cents) <> 0
UNION ALL
SELECT
    'sales_by_category' AS sums,
    u.sold_on AS period,
    u.category_id AS of_what
FROM (
    SELECT
        sold_on,
        category_id,
        COUNT(*) AS fact_count,
        SUM(quantity) AS quantity,
        SUM(gross_cents) AS gross_cents,
        SUM(discount_cents) AS discount_cents,
        SUM(revenue_cents) AS revenue_cents,
        SUM(tax_cents) AS tax_cents
    FROM sales_facts
    GROUP BY sold_on, category_id
    UNION ALL
    SELECT
        sold_on,
        category_id,
        -fact_count,
        -quantity,
        -gross_cents,
        -discount_cents,
        -revenue_cents,
        -tax_cents
    FROM sales_by_category
) AS u
GROUP BY u.sold_on, u.category_id
HAVING
    SUM(u.fact_count) <> 0
    OR SUM(u.quantity) <> 0
    OR SUM(u.gross_cents) <> 0
    OR SUM(u.discount_cents) <> 0
    OR SUM(u.revenue_cents) <> 0
    OR SUM(u.tax_cents) <> 0
UNION ALL
SELECT
    'sales_by_variant' AS sums,
    u.sold_month AS period,
    u.variant_id AS of_what
FROM (
    SELECT
        sold_on - INTERVAL DAYOFMONTH(sold_on) - 1 DAY AS sold_month,
        variant_id,
        COUNT(*) AS fact_count,
        SUM(quantity) AS quantity,
        SUM(gross_cents) AS gross_cents,
        SUM(discount_cents) AS discount_cents,
        SUM(revenue_cents) AS revenue_cents,
        SUM(tax_cents) AS tax_cents
    FROM sales_facts
    GROUP BY sold_month, variant_id
    UNION ALL
    SELECT
        sold_month,
        variant_id,
        -fact_count,
        -quantity,
        -gross_cents,
        -discount_cents,
        -revenue_cents,
        -tax_cents
    FROM sales_by_variant
) AS u
GROUP BY u.sold_month, u.variant_id
HAVING
    SUM(u.fact_count) <> 0
    OR SUM(u.quantity) <> 0
    OR SUM(u.gross_cents) <> 0
    OR SUM(u.discount_cents) <> 0
    OR SUM(u.revenue_cents) <> 0
    OR SUM(u.tax_cents) <> 0
UNION ALL
SELECT
    'sales_by_customer' AS sums,
    u.sold_month AS period,
    u.user_id AS of_what
FROM (
    SELECT
        sold_on - INTERVAL DAYOFMONTH(sold_on) - 1 DAY AS sold_month,
        user_id,
        COUNT(*) AS fact_count,
        SUM(order_count) AS order_count,
        SUM(quantity) AS quantity,
        SUM(gross_cents) AS gross_cents,
        SUM(discount_cents) AS discount_cents,
        SUM(revenue_cents) AS revenue_cents,
        SUM(tax_cents) AS tax_cents
    FROM sales_facts
    GROUP BY sold_month, user_id
    UNION ALL
    SELECT
        sold_month,
        user_id,
        -fact_count,
        -order_count,
        -quantity,
        -gross_cents,
        -discount_cents,
        -revenue_cents,
        -tax_cents
    FROM sales_by_customer
) AS u
GROUP BY u.sold_month, u.user_id
HAVING
    SUM(u.fact_count) <> 0
    OR SUM(u.order_count) <> 0
    OR SUM(u.quantity) <> 0
    OR SUM(u.gross_cents) <> 0
    OR SUM(u.discount_cents) <> 0
    OR SUM(u.revenue_cents) <> 0
    OR SUM(u.tax_cents) <> 0
UNION ALL
SELECT
    'sales_lately' AS sums,
    MAX(u.lately_from) AS period,
    u.product_id AS of_what
FROM (
    SELECT
        s.lately_from,
        f.product_id,
        COUNT(*) AS fact_count,
        SUM(f.quantity) AS quantity,
        SUM(f.revenue_cents) AS revenue_cents
    FROM sales_fact_state AS s
    INNER JOIN sales_facts AS f ON s.lately_from <= f.sold_on
    GROUP BY s.lately_from, f.product_id
    UNION ALL
    SELECT
        s.lately_from,
        l.product_id,
        -l.fact_count,
        -l.quantity,
        -l.revenue_cents
    FROM sales_fact_state AS s
    INNER JOIN sales_lately AS l ON s.lately_from IS NOT NULL
) AS u
GROUP BY u.product_id
HAVING
    SUM(u.fact_count) <> 0
    OR SUM(u.quantity) <> 0
    OR SUM(u.revenue_cents) <> 0;
