-- staff_mails: the mail queue as staff see it, without the links in it.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW staff_mails AS
SELECT
    m.mail_id AS id,
    m.mail_template_code AS template,
    m.user_id,
    u.email AS recipient,
    m.order_id,
    m.state,
    m.attempts,
    m.due_at,
    m.last_error,
    m.sent_at,
    m.created_at
FROM mails AS m
INNER JOIN users AS u ON m.user_id = u.user_id;
GRANT SELECT ON staff_mails TO store_api;
