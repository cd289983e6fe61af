-- users_whole: who may act has a role, and a password unless it is a process of the shop or came from another one.
SELECT
    u.user_id,
    c.user_id IS NOT NULL AS has_password
FROM users AS u
LEFT JOIN user_credentials AS c ON u.user_id = c.user_id
WHERE
    u.is_active
    -- Somebody may be at it.
    AND u.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    AND (
        NOT EXISTS (SELECT 1 FROM user_roles AS r WHERE r.user_id = u.user_id)
        OR (c.user_id IS NULL AND NOT u.is_service AND NOT u.is_imported)
    );
