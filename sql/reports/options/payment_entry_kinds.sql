-- payment_entry_kinds: how money moves.
SELECT
    payment_entry_kind_code AS value,
    title AS label
FROM payment_entry_kinds
ORDER BY title;
