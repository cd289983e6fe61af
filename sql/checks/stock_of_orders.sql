-- stock_of_orders: each order holds, has shipped and has got back what its lines say and its last moves did: all of it, or nothing.
SELECT
    d.order_id,
    d.variant_id,
    d.demanded_qty,
    m.held_sign,
    m.shipped_sign,
    a.held_qty,
    a.shipped_qty
FROM order_demand AS d
INNER JOIN (
    -- What the moves of each order add up to, by the signs of their kinds.
    SELECT
        c.order_id,
        SUM(k.reserved_sign) AS held_sign,
        -SUM(k.on_hand_sign) AS shipped_sign
    FROM order_status_changes AS c
    INNER JOIN stock_entry_kinds AS k ON c.stock_entry_kind_code = k.stock_entry_kind_code
    GROUP BY c.order_id
) AS m ON d.order_id = m.order_id
LEFT JOIN (
    SELECT
        order_id,
        variant_id,
        SUM(reserved_delta) AS held_qty,
        -SUM(on_hand_delta) AS shipped_qty
    FROM stock_entries
    WHERE order_id IS NOT NULL
    GROUP BY order_id, variant_id
) AS a ON d.order_id = a.order_id AND d.variant_id = a.variant_id
WHERE
    COALESCE(a.held_qty, 0) <> m.held_sign * d.demanded_qty
    OR COALESCE(a.shipped_qty, 0) <> m.shipped_sign * d.demanded_qty;
