-- live_sessions: sessions that have neither ended nor been revoked, of users who are active.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW live_sessions AS
SELECT
    s.session_id,
    s.user_id
FROM sessions AS s
INNER JOIN users AS u ON s.user_id = u.user_id
WHERE
    s.revoked_at IS NULL
    AND s.expires_at > UTC_TIMESTAMP(6)
    AND u.is_active;
GRANT SELECT ON live_sessions TO store_api;
