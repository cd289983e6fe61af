-- audit_of_users: each row of users has left its row in the audit, as far back as the audit reaches.
SELECT t.user_id
FROM users AS t
LEFT JOIN store_audit.entries AS e
    ON
        e.table_name = 'users'
        AND e.row_key = CAST(t.user_id AS CHAR) COLLATE utf8mb4_unicode_ci
        AND e.action = 'insert'
WHERE
    e.entry_id IS NULL
    AND t.created_at > (SELECT MIN(happened_at) FROM store_audit.entries);
