-- stock_reserved: reserved is the sum of the reservations that are held, within what is on hand.
SELECT
    s.product_id,
    s.on_hand_qty,
    s.reserved_qty,
    COALESCE(r.held_qty, 0) AS held_qty
FROM stock AS s
LEFT JOIN (
    SELECT
        product_id,
        SUM(reserved_qty) AS held_qty
    FROM stock_reservations
    WHERE state = 'held'
    GROUP BY product_id
) AS r ON s.product_id = r.product_id
WHERE
    s.reserved_qty <> COALESCE(r.held_qty, 0)
    OR s.reserved_qty < 0
    OR s.on_hand_qty < s.reserved_qty;
