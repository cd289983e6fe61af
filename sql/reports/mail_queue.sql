-- mail_queue: one row per mail that the shop owed: waiting, being sent, sent, or given up.
SELECT
    m.mail_id,
    m.created_at,
    DATE(CONVERT_TZ(m.created_at, 'UTC', :time_zone)) AS day,
    m.mail_template_code AS template_code,
    t.description AS template,
    k.title AS event,
    m.recipient,
    m.state AS state_code,
    CASE m.state
        WHEN 'queued' THEN 'Waiting'
        WHEN 'sending' THEN 'Being sent'
        WHEN 'sent' THEN 'Sent'
        ELSE 'Given up'
    END AS state,
    CONCAT('S', LPAD(e.order_id, GREATEST(8, CHAR_LENGTH(e.order_id)), '0')) AS order_number,
    1 AS mails,
    IF(m.state = 'sent', 1, 0) AS sent,
    IF(m.state = 'dead', 1, 0) AS given_up,
    m.attempts,
    IF(m.state IN ('queued', 'sending'), m.due_at, NULL) AS due_at,
    m.sent_at,
    TIMESTAMPDIFF(
        SECOND,
        m.created_at,
        IF(m.state = 'dead', NULL, COALESCE(m.sent_at, UTC_TIMESTAMP(6)))
    ) AS waited,
    m.last_error
FROM mails AS m
LEFT JOIN mail_templates AS t FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON m.mail_template_code = t.mail_template_code
LEFT JOIN events AS e ON m.event_id = e.event_id
LEFT JOIN event_kinds AS k FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON e.event_kind_code = k.event_kind_code
WHERE
    m.created_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND m.created_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND (:state IS NULL OR JSON_CONTAINS(:state, JSON_QUOTE(m.state)))
    AND (:template IS NULL OR m.mail_template_code = :template)
    AND (:recipient IS NULL OR LOCATE(LOWER(:recipient), m.recipient) > 0);
