-- mails_of_events: each event that was passed on and owes a mail has exactly one, for as long as sent mails are kept; no mail is without its event.
SELECT
    e.event_id,
    e.event_kind_code,
    COUNT(m.mail_id) AS mails
FROM events AS e
LEFT JOIN mails AS m ON e.event_id = m.event_id
WHERE
    e.relay_no IS NOT NULL
    AND e.mail_template_code IS NOT NULL
    AND e.happened_at > UTC_TIMESTAMP(6) - INTERVAL (
        SELECT CAST(s.value AS SIGNED) FROM settings AS s WHERE s.setting_code = 'sent_mail_days'
    ) DAY
GROUP BY e.event_id, e.event_kind_code
HAVING COUNT(m.mail_id) <> 1
UNION ALL
SELECT
    m.event_id,
    m.mail_template_code AS event_kind_code,
    1 AS mails
FROM mails AS m
LEFT JOIN events AS e ON m.event_id = e.event_id AND e.relay_no IS NOT NULL
WHERE e.event_id IS NULL;
