-- mails_owed_for_orders: each move that owed a mail has exactly one in the queue; history owes none.
SELECT
    c.order_id,
    c.seq,
    c.mail_template_code,
    m.mail_id
FROM order_status_changes AS c
LEFT JOIN mails AS m
    ON m.dedupe_key = CONCAT('order/', c.order_id, '/', c.seq)
WHERE NOT c.mail_template_code <=> m.mail_template_code;
