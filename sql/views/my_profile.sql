-- my_profile: a user as it sees itself, with all that it may do as a JSON array.
CREATE OR REPLACE ALGORITHM = MERGE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_profile AS
SELECT
    u.user_id AS owner_id,
    u.user_id AS id,
    u.email,
    u.name,
    u.country_code AS country,
    u.phone,
    u.birth_on AS birth_date,
    u.language_code AS language,
    u.verified_at IS NOT NULL AS verified,
    u.is_staff AS staff,
    u.created_at,
    (
        SELECT CONCAT('[', COALESCE(GROUP_CONCAT(DISTINCT JSON_QUOTE(rp.permission_code)), ''), ']')
        FROM user_roles AS ur
        INNER JOIN role_permissions AS rp ON ur.role_code = rp.role_code
        WHERE ur.user_id = u.user_id
    ) AS permissions
FROM users AS u;
GRANT SELECT ON my_profile TO store_api;
