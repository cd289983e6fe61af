-- order_status_flow: each move begins where the one before ended, along the status flow.
SELECT
    c.order_id,
    c.seq,
    c.from_status_code,
    c.order_status_code,
    p.order_status_code AS status_before
FROM order_status_changes AS c
LEFT JOIN order_status_changes AS p
    ON c.order_id = p.order_id AND c.seq = p.seq + 1
LEFT JOIN order_status_transitions AS t
    ON
        c.from_status_code = t.from_status_code
        AND c.order_status_code = t.to_status_code
LEFT JOIN order_statuses AS s ON c.from_status_code = s.order_status_code
WHERE
    t.to_status_code IS NULL
    OR c.from_status_code <> COALESCE(p.order_status_code, c.from_status_code)
    OR (p.order_id IS NULL AND NOT s.is_initial <=> TRUE);
