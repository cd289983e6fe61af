-- actors_of_sessions: sessions belong to users who may act.
SELECT
    s.session_id,
    s.user_id
FROM sessions AS s
INNER JOIN users AS u ON s.user_id = u.user_id
WHERE s.revoked_at IS NULL AND NOT u.is_active;
