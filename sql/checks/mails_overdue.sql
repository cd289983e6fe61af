-- mails_overdue: no event and no mail waits for an hour beyond its time.
SELECT
    m.event_id,
    m.state,
    m.due_at
FROM mails AS m
WHERE
    m.state IN ('queued', 'sending')
    AND m.due_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    AND m.created_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
UNION ALL
SELECT
    e.event_id,
    'not passed on' AS state,
    e.happened_at AS due_at
FROM events AS e
WHERE e.relay_no IS NULL AND e.happened_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR;
