-- orders_paid: the money of an order is that of its entries; what counts as paid is covered, what counts as refunded has been given back.
SELECT
    o.order_id,
    o.order_status_code,
    o.total_amount,
    o.captured_amount,
    p.captured_amount AS entries_captured_amount,
    o.refunded_amount,
    p.refunded_amount AS entries_refunded_amount
FROM orders AS o
INNER JOIN order_statuses AS s ON o.order_status_code = s.order_status_code
LEFT JOIN (
    SELECT
        e.order_id,
        COUNT(*) AS entries,
        SUM(e.amount * k.captured_sign) AS captured_amount,
        SUM(e.amount * k.refunded_sign) AS refunded_amount,
        SUM(e.amount * k.charged_back_sign) AS charged_back_amount
    FROM payment_entries AS e
    INNER JOIN payment_entry_kinds AS k
        ON e.payment_entry_kind_code = k.payment_entry_kind_code
    GROUP BY e.order_id
) AS p ON o.order_id = p.order_id
WHERE
    o.captured_amount <> COALESCE(p.captured_amount, 0)
    OR o.refunded_amount <> COALESCE(p.refunded_amount, 0)
    OR o.charged_back_amount <> COALESCE(p.charged_back_amount, 0)
    OR o.payment_seq <> COALESCE(p.entries, 0)
    OR o.refunded_amount > o.captured_amount
    OR (s.is_covered AND o.captured_amount < o.total_amount)
    OR (s.is_repaid AND o.refunded_amount < o.captured_amount)
    OR (s.is_payable AND o.total_amount > 0 AND o.captured_amount >= o.total_amount);
