-- staff_mails: the mail queue as staff see it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_mails AS
SELECT
    m.mail_id AS id,
    m.mail_template_code AS template,
    e.event_kind_code AS event,
    COALESCE(e.user_id, o.user_id) AS user_id,
    m.recipient,
    e.order_id,
    m.state,
    m.attempts,
    m.due_at,
    m.last_error,
    m.sent_at,
    m.created_at
FROM mails AS m
INNER JOIN events AS e ON m.event_id = e.event_id
LEFT JOIN orders AS o ON e.order_id = o.order_id;
GRANT SELECT ON staff_mails TO store_api;
