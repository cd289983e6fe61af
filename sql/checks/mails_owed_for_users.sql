-- mails_owed_for_users: whoever has registered and is not verified was sent a link.
SELECT u.user_id
FROM users AS u
LEFT JOIN mails AS m
    ON u.user_id = m.user_id AND m.mail_template_code = 'email_verification'
WHERE
    u.verified_at IS NULL
    AND NOT u.is_imported
    AND m.mail_id IS NULL;
