-- Logins of the demo shop that still have the published password get the shop's own one.
UPDATE user_credentials AS c
INNER JOIN users AS u ON c.user_id = u.user_id
SET
    c.salt = LEFT(@demo_password_output, 29),
    c.output_hash = UNHEX(SHA2(@demo_password_output, 256))
WHERE
    u.email REGEXP '^(admin|manager|support|customer[0-9]*)@storekeeper[.]example$'
    AND c.output_hash = UNHEX(SHA2(@published_password_output, 256));
