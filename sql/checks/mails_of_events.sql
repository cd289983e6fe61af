-- mails_of_events: each mail is owed by the event that its key names.
SELECT
    m.mail_id,
    m.dedupe_key,
    m.mail_template_code
FROM mails AS m
LEFT JOIN order_status_changes AS c
    ON
        m.order_id = c.order_id
        AND m.mail_template_code = c.mail_template_code
        AND m.dedupe_key = CONCAT('order/', c.order_id, '/', c.seq)
LEFT JOIN email_verifications AS v
    ON
        m.user_id = v.user_id
        AND m.mail_template_code = 'email_verification'
        AND m.dedupe_key = CONCAT('verification/', v.email_verification_id)
WHERE c.order_id IS NULL AND v.email_verification_id IS NULL;
