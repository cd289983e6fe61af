-- exports_overdue: no report file waits for an hour beyond its time.
SELECT
    x.export_id,
    x.state,
    x.due_at
FROM exports AS x
WHERE
    x.state IN ('queued', 'running')
    AND x.due_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    AND x.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR;
