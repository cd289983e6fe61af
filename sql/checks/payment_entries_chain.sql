-- payment_entries_chain: each entry of money goes on where the one before ended, in the currency of its order and by the method of its payment.
SELECT
    e.order_id,
    e.seq,
    e.payment_entry_kind_code,
    e.amount,
    e.captured_after,
    e.refunded_after,
    e.charged_back_after
FROM payment_entries AS e
LEFT JOIN payment_entries AS p ON e.order_id = p.order_id AND p.seq = e.seq - 1
LEFT JOIN payment_entry_kinds AS k ON e.payment_entry_kind_code = k.payment_entry_kind_code
LEFT JOIN payments AS a ON e.payment_id = a.payment_id
LEFT JOIN orders AS o ON e.order_id = o.order_id
WHERE
    (p.seq IS NULL AND e.seq <> 1)
    OR NOT e.captured_after <=> COALESCE(p.captured_after, 0) + e.amount * k.captured_sign
    OR NOT e.refunded_after <=> COALESCE(p.refunded_after, 0) + e.amount * k.refunded_sign
    OR NOT e.charged_back_after
    <=> COALESCE(p.charged_back_after, 0) + e.amount * k.charged_back_sign
    OR e.refunded_after > e.captured_after
    OR NOT e.currency_code <=> o.currency_code
    OR NOT e.payment_method_code <=> a.payment_method_code;
