-- order_totals: the totals of an order are those of its lines, discounts and shipping; a draft has none yet.
SELECT
    o.order_id,
    o.subtotal_amount,
    l.gross_amount,
    o.discount_amount,
    COALESCE(l.discount_amount, 0) + COALESCE(a.discount_amount, 0) AS discounts_amount,
    o.tax_amount,
    l.tax_amount AS line_tax_amount,
    o.total_amount,
    o.line_count,
    l.line_count AS lines_found
FROM orders AS o
LEFT JOIN (
    SELECT
        order_id,
        SUM(gross_amount) AS gross_amount,
        SUM(discount_amount) AS discount_amount,
        SUM(tax_amount) AS tax_amount,
        COUNT(*) AS line_count
    FROM order_lines
    GROUP BY order_id
) AS l ON o.order_id = l.order_id
LEFT JOIN (
    SELECT
        order_id,
        SUM(discount_amount) AS discount_amount
    FROM order_adjustments
    GROUP BY order_id
) AS a ON o.order_id = a.order_id
WHERE
    (
        o.is_frozen
        AND (
            o.subtotal_amount <> COALESCE(l.gross_amount, 0)
            OR o.discount_amount
            <> COALESCE(l.discount_amount, 0) + COALESCE(a.discount_amount, 0)
            OR o.tax_amount <> COALESCE(l.tax_amount, 0)
            OR o.line_count <> COALESCE(l.line_count, 0)
        )
    )
    OR (NOT o.is_frozen AND (o.total_amount <> 0 OR o.line_count <> 0))
    OR o.total_amount
    <> o.subtotal_amount - o.discount_amount + o.shipping_amount + o.tax_amount;
