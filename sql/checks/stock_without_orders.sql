-- stock_without_orders: no entry of an order moves what the order does not want, and none moves stock for a draft or for history.
SELECT
    e.order_id,
    e.variant_id,
    e.seq,
    e.stock_entry_kind_code
FROM stock_entries AS e
INNER JOIN orders AS o ON e.order_id = o.order_id
LEFT JOIN order_demand AS d ON e.order_id = d.order_id AND e.variant_id = d.variant_id
WHERE
    d.order_id IS NULL
    OR o.is_imported
    OR NOT EXISTS (
        SELECT 1
        FROM order_status_changes AS c
        WHERE
            c.order_id = e.order_id
            AND c.stock_entry_kind_code = e.stock_entry_kind_code
    )
UNION ALL
SELECT
    e.order_id,
    e.variant_id,
    e.seq,
    e.stock_entry_kind_code
FROM stock_entries AS e
LEFT JOIN stock_entry_kinds AS k ON e.stock_entry_kind_code = k.stock_entry_kind_code
WHERE
    k.stock_entry_kind_code IS NULL
    OR k.is_for_orders <> (e.order_id IS NOT NULL)
    OR SIGN(e.on_hand_delta) <> COALESCE(k.on_hand_sign, SIGN(e.on_hand_delta))
    OR SIGN(e.reserved_delta) <> k.reserved_sign;
