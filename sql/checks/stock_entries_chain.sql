-- stock_entries_chain: each entry of stock goes on where the one before ended.
SELECT
    e.variant_id,
    e.stock_location_id,
    e.seq,
    e.on_hand_after,
    COALESCE(p.on_hand_after, 0) + e.on_hand_delta AS on_hand_wanted,
    e.reserved_after,
    COALESCE(p.reserved_after, 0) + e.reserved_delta AS reserved_wanted
FROM stock_entries AS e
LEFT JOIN stock_entries AS p
    ON
        e.variant_id = p.variant_id
        AND e.stock_location_id = p.stock_location_id
        AND p.seq = e.seq - 1
WHERE
    (p.seq IS NULL AND e.seq <> 1)
    OR e.on_hand_after <> COALESCE(p.on_hand_after, 0) + e.on_hand_delta
    OR e.reserved_after <> COALESCE(p.reserved_after, 0) + e.reserved_delta
    OR e.on_hand_after < e.reserved_after
    OR e.reserved_after < 0;
