-- my_profile: a user as it sees itself.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
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
    u.created_at
FROM users AS u;
GRANT SELECT ON my_profile TO store_api;
