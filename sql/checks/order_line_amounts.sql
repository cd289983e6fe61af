-- order_line_amounts: a line is quantity times price less discount; its tax is rounded once.
SELECT
    l.order_id,
    l.line_no,
    l.line_qty,
    l.unit_price_amount,
    l.gross_amount,
    l.discount_amount,
    l.line_total_amount,
    l.tax_amount
FROM order_lines AS l
INNER JOIN orders AS o ON l.order_id = o.order_id
WHERE
    l.line_total_amount <> l.gross_amount - l.discount_amount
    OR l.tax_amount <> ROUND(l.line_total_amount * l.tax_rate * 0.01, 2)
    OR (NOT o.is_imported AND l.gross_amount <> l.unit_price_amount * l.line_qty);
