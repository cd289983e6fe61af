-- sales_facts: reports over sales say what the orders say, to the cent, as of the last event that they have taken.
-- Orders that are due are left out: their facts are about to be made anew.
SELECT
    'missing or different' AS problem,
    s.order_id,
    s.seq,
    s.line_no
FROM sales_fact_state AS p
CROSS JOIN sale_lines AS s
LEFT JOIN events AS e ON s.order_id = e.order_id AND s.seq = e.order_seq
LEFT JOIN sales_facts_due AS d ON s.order_id = d.order_id
LEFT JOIN sales_facts AS f
    ON
        f.sold_on = DATE(CONVERT_TZ(s.changed_at, 'UTC', p.time_zone))
        AND s.order_id = f.order_id
        AND s.seq = f.seq
        AND s.line_no = f.line_no
        AND f.sold_hour = HOUR(CONVERT_TZ(s.changed_at, 'UTC', p.time_zone))
        AND s.user_id = f.user_id
        AND s.product_id = f.product_id
        AND s.variant_id = f.variant_id
        AND s.category_id = f.category_id
        AND s.quantity = f.quantity
        AND s.gross_cents = f.gross_cents
        AND s.discount_cents = f.discount_cents
        AND s.revenue_cents = f.revenue_cents
        AND s.tax_cents = f.tax_cents
WHERE
    d.order_id IS NULL
    AND (e.event_id IS NULL OR e.relay_no <= p.relay_no)
    AND f.order_id IS NULL
UNION ALL
-- And no fact is there without its move, or on another day.
SELECT
    'nothing was sold' AS problem,
    f.order_id,
    f.seq,
    f.line_no
FROM sales_facts AS f
INNER JOIN sales_fact_state AS p ON p.sales_fact_state_id = 1
LEFT JOIN sales_facts_due AS d ON f.order_id = d.order_id
LEFT JOIN order_status_changes AS c ON f.order_id = c.order_id AND f.seq = c.seq
LEFT JOIN order_statuses AS t ON c.order_status_code = t.order_status_code
LEFT JOIN order_statuses AS b ON c.from_status_code = b.order_status_code
LEFT JOIN order_lines AS l ON f.order_id = l.order_id AND f.line_no = l.line_no
WHERE
    d.order_id IS NULL
    AND (
        l.order_id IS NULL
        OR NOT (t.is_sold <> b.is_sold) <=> TRUE
        OR NOT f.sold_on <=> DATE(CONVERT_TZ(c.changed_at, 'UTC', p.time_zone))
        OR f.order_count <> IF(
            EXISTS(
                SELECT 1
                FROM order_lines AS e
                WHERE e.order_id = f.order_id AND e.line_no < f.line_no
            ),
            0,
            t.is_sold - b.is_sold
        )
    );
