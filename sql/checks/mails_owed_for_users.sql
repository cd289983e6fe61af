-- mails_owed_for_users: whoever has registered and is not verified was sent a link.
SELECT
    u.user_id,
    v.email_verification_id
FROM users AS u
LEFT JOIN email_verifications AS v ON u.user_id = v.user_id
LEFT JOIN mails AS m
    ON m.dedupe_key = CONCAT('verification/', v.email_verification_id)
WHERE
    u.verified_at IS NULL
    AND NOT u.is_imported
    AND m.mail_id IS NULL;
