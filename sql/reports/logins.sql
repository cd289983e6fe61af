-- logins: one row per login, per refusal of somebody known, and per hour, client and reason of refused visitors.
SELECT
    CONCAT('e', e.entry_id) AS id,
    e.happened_at,
    DATE(CONVERT_TZ(e.happened_at, 'UTC', :time_zone)) AS day,
    HOUR(CONVERT_TZ(e.happened_at, 'UTC', :time_zone)) AS hour,
    IF(e.kind = 'error', 'Refusal', 'Login') AS what,
    IF(e.kind = 'error', e.action, NULL) AS reason_code,
    p.title AS reason,
    e.subsystem_code,
    b.title AS subsystem,
    COALESCE(e.actor_id, 0) AS user_id,
    u.name AS person,
    u.email,
    s.address,
    s.client,
    IF(e.kind = 'error', 0, 1) AS logins,
    IF(e.kind = 'error', 1, 0) AS refusals,
    e.detail
FROM store_audit.entries AS e
LEFT JOIN subsystems AS b ON e.subsystem_code = b.subsystem_code
LEFT JOIN problems AS p ON e.kind = 'error' AND e.action = p.problem_code
LEFT JOIN users AS u ON e.actor_id = u.user_id
LEFT JOIN sessions AS s
    ON e.kind = 'event' AND CAST(SUBSTRING_INDEX(e.detail, ' ', -1) AS UNSIGNED) = s.session_id
WHERE
    e.happened_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND e.happened_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND (
        e.kind = 'error'
        OR (e.kind = 'event' AND e.subsystem_code = 'identity' AND e.action = 'login')
    )
    AND (:what IS NULL OR (:what = 'refusal') = (e.kind = 'error'))
    AND (:subsystem IS NULL OR e.subsystem_code = :subsystem)
    AND (:reason IS NULL OR (e.kind = 'error' AND e.action = :reason))
    AND (:person IS NULL OR e.actor_id = :person)
    AND (:address IS NULL OR s.address = :address)
UNION ALL
SELECT
    CONCAT_WS('/', r.hour_at, r.client_address, r.subsystem_code, r.problem_code) AS id,
    r.hour_at AS happened_at,
    DATE(CONVERT_TZ(r.hour_at, 'UTC', :time_zone)) AS day,
    HOUR(CONVERT_TZ(r.hour_at, 'UTC', :time_zone)) AS hour,
    'Refusal' AS what,
    r.problem_code AS reason_code,
    p.title AS reason,
    r.subsystem_code,
    b.title AS subsystem,
    0 AS user_id,
    NULL AS person,
    NULL AS email,
    r.client_address AS address,
    NULL AS client,
    0 AS logins,
    r.refusals,
    NULL AS detail
FROM refusal_counts AS r
LEFT JOIN subsystems AS b ON r.subsystem_code = b.subsystem_code
LEFT JOIN problems AS p ON r.problem_code = p.problem_code
WHERE
    r.hour_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND r.hour_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND (:what IS NULL OR :what = 'refusal')
    AND (:subsystem IS NULL OR r.subsystem_code = :subsystem)
    AND (:reason IS NULL OR r.problem_code = :reason)
    AND :person IS NULL
    AND (:address IS NULL OR r.client_address = :address);
