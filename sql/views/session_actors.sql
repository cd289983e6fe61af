-- session_actors: who acts by which secret: sessions that live.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW session_actors AS
SELECT
    k.secret_hash,
    s.session_id,
    s.user_id
FROM session_secrets AS k
INNER JOIN sessions AS s ON k.session_id = s.session_id
WHERE
    k.secret_kind = 'access'
    AND k.expires_at > UTC_TIMESTAMP(6)
    AND s.expires_at > UTC_TIMESTAMP(6)
    AND s.revoked_at IS NULL;
GRANT SELECT ON session_actors TO store_api;
