-- stock_on_hand: on hand is the sum of the movements, and what the newest of them says.
SELECT
    s.product_id,
    s.on_hand_qty,
    COALESCE(m.moved_qty, 0) AS moved_qty,
    s.movement_seq,
    COALESCE(m.movements, 0) AS movements,
    n.after_qty
FROM stock AS s
LEFT JOIN (
    SELECT
        product_id,
        SUM(moved_qty) AS moved_qty,
        COUNT(*) AS movements
    FROM stock_movements
    GROUP BY product_id
) AS m ON s.product_id = m.product_id
LEFT JOIN stock_movements AS n
    ON s.product_id = n.product_id AND s.movement_seq = n.seq
WHERE
    s.on_hand_qty <> COALESCE(m.moved_qty, 0)
    OR s.movement_seq <> COALESCE(m.movements, 0)
    OR s.on_hand_qty <> COALESCE(n.after_qty, 0);
