-- user: people whose id this is, or whose name or e-mail address holds it.
SELECT
    u.user_id AS value,
    CONCAT(u.name, ' <', u.email, '>') AS label
FROM users AS u
WHERE
    NOT u.is_service
    AND (
        CAST(u.user_id AS CHAR) = :q
        OR LOCATE(LOWER(:q), u.email) > 0
        OR LOCATE(:q, u.name) > 0
    )
ORDER BY
    CAST(u.user_id AS CHAR) = :q DESC,
    u.name ASC,
    u.user_id ASC
LIMIT 50;
