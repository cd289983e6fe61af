-- Staff of the demo shop.
INSERT INTO users (email, name, country_code, phone, is_staff, verified_at)
SELECT
    s.email,
    s.name,
    'BG' AS country_code,
    s.phone,
    TRUE AS is_staff,
    UTC_TIMESTAMP(6) AS verified_at
FROM (
    SELECT
        'admin@storekeeper.example' AS email,
        'Anna Stoyanova' AS name,
        '+359888100001' AS phone
    UNION ALL
    SELECT
        'manager@storekeeper.example',
        'Georgi Iliev',
        '+359888100002'
    UNION ALL
    SELECT
        'support@storekeeper.example',
        'Mira Koleva',
        '+359888100003'
) AS s
LEFT JOIN users AS u ON s.email = u.email
WHERE u.user_id IS NULL;

INSERT INTO user_roles (user_id, role_code)
SELECT
    u.user_id,
    SUBSTRING_INDEX(u.email, '@', 1) AS role_code
FROM users AS u
LEFT JOIN user_roles AS r ON u.user_id = r.user_id
WHERE
    u.email IN (
        'admin@storekeeper.example',
        'manager@storekeeper.example',
        'support@storekeeper.example'
    )
    AND r.user_id IS NULL;

INSERT INTO addresses (user_id, name, line1, city, postal_code, country_code, phone)
SELECT
    u.user_id,
    u.name,
    'Shipka Street 12' AS line1,
    'Sofia' AS city,
    '1504' AS postal_code,
    u.country_code,
    u.phone
FROM users AS u
LEFT JOIN addresses AS a ON u.user_id = a.user_id
WHERE
    u.email IN (
        'admin@storekeeper.example',
        'manager@storekeeper.example',
        'support@storekeeper.example'
    )
    AND a.address_id IS NULL;
