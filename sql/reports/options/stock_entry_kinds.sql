-- stock_entry_kinds: why stock changes.
SELECT
    stock_entry_kind_code AS value,
    title AS label
FROM stock_entry_kinds
ORDER BY title;
