-- audit_sealed: what was sealed of the audit is as it was, seals follow each other without a gap, and once there are seals nothing waits for one for an hour.
SELECT
    s.seal_no,
    s.first_entry_id,
    s.last_entry_id,
    IF(s.first_entry_id = COALESCE(p.last_entry_id, 0) + 1, 'changed', 'a gap before') AS problem
FROM store_audit.seals AS s
LEFT JOIN store_audit.seals AS p ON s.seal_no - 1 = p.seal_no
WHERE
    (p.seal_no IS NULL AND s.seal_no <> 1)
    OR s.first_entry_id <> COALESCE(p.last_entry_id, 0) + 1
    OR (
        NOT s.is_dropped
        AND NOT s.seal_hash <=> SHA2(CONCAT_WS(
            '/', s.seal_no, s.first_entry_id, s.last_entry_id, s.entry_count,
            COALESCE(p.seal_hash, ''), audit_entries_hash(s.first_entry_id, s.last_entry_id)
        ), 256)
    )
UNION ALL
SELECT
    NULL AS seal_no,
    MIN(e.entry_id) AS first_entry_id,
    MAX(e.entry_id) AS last_entry_id,
    'not sealed' AS problem
FROM store_audit.entries AS e
WHERE
    e.entry_id > (SELECT MAX(s.last_entry_id) FROM store_audit.seals AS s)
    AND e.happened_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
HAVING COUNT(*) > 0;
