-- events_of_moves: each move that others must hear of is one event, and no order event is without its move.
SELECT
    c.order_id,
    c.seq,
    c.event_kind_code,
    e.event_id
FROM order_status_changes AS c
LEFT JOIN events AS e ON c.order_id = e.order_id AND c.seq = e.order_seq
WHERE NOT c.event_kind_code <=> e.event_kind_code
UNION ALL
SELECT
    e.order_id,
    e.order_seq AS seq,
    e.event_kind_code,
    e.event_id
FROM events AS e
LEFT JOIN order_status_changes AS c ON e.order_id = c.order_id AND e.order_seq = c.seq
WHERE e.order_id IS NOT NULL AND c.order_id IS NULL;
