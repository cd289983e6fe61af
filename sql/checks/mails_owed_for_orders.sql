-- mails_owed_for_orders: each move that owes a mail has exactly one in the queue; history owes none.
SELECT
    c.order_id,
    c.seq,
    t.mail_template_code,
    m.mail_id
FROM order_status_changes AS c
INNER JOIN orders AS o ON c.order_id = o.order_id
INNER JOIN order_status_transitions AS t
    ON
        c.from_status_code = t.from_status_code
        AND c.order_status_code = t.to_status_code
LEFT JOIN mails AS m
    ON m.dedupe_key = CONCAT('order/', c.order_id, '/', c.seq)
WHERE (t.mail_template_code IS NOT NULL AND NOT o.is_imported) <> (m.mail_id IS NOT NULL);
