-- sale_lines: what the sales facts are made of: each line of each move that sold an order or took the sale back.
-- Times are UTC, amounts are cents with the sign of the move: whole numbers sum faster.
-- Kept without subqueries, so that the server looks through it at the orders asked for.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW sale_lines AS
SELECT
    c.order_id,
    c.seq,
    l.line_no,
    c.changed_at,
    COALESCE(o.user_id, 0) AS user_id,
    l.product_id,
    l.variant_id,
    l.category_id,
    t.is_sold - f.is_sold AS direction,
    (t.is_sold - f.is_sold) * l.line_qty AS quantity,
    CAST((t.is_sold - f.is_sold) * l.gross_amount * 100 AS SIGNED) AS gross_cents,
    CAST((t.is_sold - f.is_sold) * l.discount_amount * 100 AS SIGNED) AS discount_cents,
    CAST((t.is_sold - f.is_sold) * l.line_total_amount * 100 AS SIGNED) AS revenue_cents,
    CAST((t.is_sold - f.is_sold) * l.tax_amount * 100 AS SIGNED) AS tax_cents
FROM order_status_changes AS c
INNER JOIN order_statuses AS t ON c.order_status_code = t.order_status_code
INNER JOIN order_statuses AS f ON c.from_status_code = f.order_status_code
INNER JOIN orders AS o ON c.order_id = o.order_id
INNER JOIN order_lines AS l ON c.order_id = l.order_id
WHERE t.is_sold <> f.is_sold;
GRANT SELECT ON sale_lines TO store_report;
