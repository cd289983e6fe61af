-- session_actors: who acts by which secret: sessions that live.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW session_actors AS
SELECT
    secret_hash,
    session_id,
    user_id
FROM session_secrets
WHERE
    secret_kind = 'access'
    AND is_live
    AND expires_at > UTC_TIMESTAMP(6);
GRANT SELECT ON session_actors TO store_api;
