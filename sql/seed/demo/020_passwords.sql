-- One password for all demo logins; @demo_password_hash is its bcrypt hash.
INSERT INTO user_credentials (user_id, password_hash)
SELECT
    u.user_id,
    @demo_password_hash AS password_hash
FROM users AS u
LEFT JOIN user_credentials AS c ON u.user_id = c.user_id
WHERE
    u.email REGEXP '^(admin|manager|support|customer[0-9]*)@storekeeper[.]example$'
    AND c.user_id IS NULL;
