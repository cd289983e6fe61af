-- payments_captured: money that the shop itself took is that of its attempts.
SELECT
    p.payment_id,
    p.order_id,
    p.amount,
    SUM(e.amount * k.captured_sign) AS captured_amount
FROM payments AS p
INNER JOIN payment_entries AS e ON p.payment_id = e.payment_id
INNER JOIN payment_entry_kinds AS k ON e.payment_entry_kind_code = k.payment_entry_kind_code
GROUP BY p.payment_id, p.order_id, p.amount
HAVING
    SUM(e.amount * k.captured_sign) <> p.amount
    OR COUNT(DISTINCT e.order_id) <> 1
    OR MIN(e.order_id) <> p.order_id;
