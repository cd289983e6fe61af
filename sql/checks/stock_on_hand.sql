-- stock_on_hand: stock on hand and reserved are the sums of its entries, and what the newest of them says; never more reserved than there.
SELECT
    s.variant_id,
    s.stock_location_id,
    s.on_hand_qty,
    s.reserved_qty,
    e.on_hand_sum,
    e.reserved_sum,
    s.entry_seq,
    e.entries
FROM stock AS s
LEFT JOIN (
    SELECT
        variant_id,
        stock_location_id,
        SUM(on_hand_delta) AS on_hand_sum,
        SUM(reserved_delta) AS reserved_sum,
        COUNT(*) AS entries
    FROM stock_entries
    GROUP BY variant_id, stock_location_id
) AS e ON s.variant_id = e.variant_id AND s.stock_location_id = e.stock_location_id
LEFT JOIN stock_entries AS n
    ON
        s.variant_id = n.variant_id
        AND s.stock_location_id = n.stock_location_id
        AND s.entry_seq = n.seq
WHERE
    s.on_hand_qty <> COALESCE(e.on_hand_sum, 0)
    OR s.reserved_qty <> COALESCE(e.reserved_sum, 0)
    OR s.entry_seq <> COALESCE(e.entries, 0)
    OR s.on_hand_qty <> COALESCE(n.on_hand_after, 0)
    OR s.reserved_qty <> COALESCE(n.reserved_after, 0)
    OR s.on_hand_qty < s.reserved_qty
    OR s.reserved_qty < 0;
