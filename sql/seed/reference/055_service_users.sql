-- The processes of the shop act as users of their own; nobody logs in as one of them.
INSERT INTO users (email, name, country_code, is_service)
SELECT
    CONCAT(r.role_code, '@service.storekeeper.example') AS email,
    r.title AS name,
    'BG' AS country_code,
    TRUE AS is_service
FROM roles AS r
LEFT JOIN users AS u ON u.email = CONCAT(r.role_code, '@service.storekeeper.example')
WHERE r.role_code IN ('api', 'worker', 'clock', 'importer') AND u.user_id IS NULL
ORDER BY r.role_code;

INSERT INTO user_roles (user_id, role_code)
SELECT
    u.user_id,
    SUBSTRING_INDEX(u.email, '@', 1) AS role_code
FROM users AS u
LEFT JOIN user_roles AS r ON u.user_id = r.user_id
WHERE u.is_service AND r.user_id IS NULL
ORDER BY u.user_id;
