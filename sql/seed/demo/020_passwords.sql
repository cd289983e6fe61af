-- One password for all demo logins; @demo_password_output is what bcrypt makes of it.
INSERT INTO user_credentials (user_id, salt, output_hash)
SELECT
    u.user_id,
    LEFT(@demo_password_output, 29) AS salt,
    UNHEX(SHA2(@demo_password_output, 256)) AS output_hash
FROM users AS u
LEFT JOIN user_credentials AS c ON u.user_id = c.user_id
WHERE
    u.email REGEXP '^(admin|manager|support|customer[0-9]*)@storekeeper[.]example$'
    AND c.user_id IS NULL;
