-- orders_paid: captured is the sum of the payments, and what counts as paid is covered.
SELECT
    o.order_id,
    o.order_status_code,
    o.total_amount,
    o.captured_amount,
    COALESCE(p.amount, 0) AS payments_amount
FROM orders AS o
LEFT JOIN (
    SELECT
        order_id,
        SUM(amount) AS amount
    FROM payments
    GROUP BY order_id
) AS p ON o.order_id = p.order_id
WHERE
    o.captured_amount <> COALESCE(p.amount, 0)
    OR (o.captured_amount > o.total_amount AND o.order_status_code <> 'draft')
    OR (
        o.captured_amount < o.total_amount
        AND o.order_status_code
        NOT IN ('draft', 'ready_for_paying', 'cancelled', 'expired')
    )
    OR (
        o.order_status_code = 'ready_for_paying'
        AND o.total_amount > 0
        AND o.captured_amount >= o.total_amount
    );
