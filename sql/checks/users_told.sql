-- users_told: whoever has registered and is not verified is owed a link.
SELECT u.user_id
FROM users AS u
LEFT JOIN events AS e ON u.user_id = e.user_id
WHERE
    u.verified_at IS NULL
    AND NOT u.is_imported
    AND NOT u.is_service
    AND e.event_id IS NULL;
