-- my_preferences: how a user likes pages and files.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW my_preferences AS
SELECT
    u.user_id AS owner_id,
    u.user_id AS id,
    u.language_code AS language,
    COALESCE(p.csv_separator, ',') AS csv_separator,
    COALESCE(p.csv_decimal, '.') AS csv_decimal,
    COALESCE(p.is_csv_with_bom, TRUE) AS is_csv_with_bom
FROM users AS u
LEFT JOIN user_preferences AS p ON u.user_id = p.user_id;
GRANT SELECT ON my_preferences TO store_api;
