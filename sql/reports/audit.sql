-- audit: one row per entry: a change of a guarded table, an event, or a refusal of somebody known.
-- Secrets are never in it, personal values are sealed.
SELECT
    e.entry_id,
    e.happened_at,
    DATE(CONVERT_TZ(e.happened_at, 'UTC', :time_zone)) AS day,
    COALESCE(e.actor_id, 0) AS actor_id,
    u.name AS actor,
    e.db_user,
    e.subsystem_code,
    s.title AS subsystem,
    e.kind,
    e.action,
    e.table_name,
    e.row_key,
    1 AS entries,
    e.detail,
    CAST(e.old_values AS CHAR) AS old_values,
    CAST(e.new_values AS CHAR) AS new_values
FROM store_audit.entries AS e
-- LEFT and the key keep the order of the joins: entries by time, then what belongs to them.
LEFT JOIN subsystems AS s FORCE INDEX (PRIMARY) -- noqa: PRS, AM08
    ON e.subsystem_code = s.subsystem_code
LEFT JOIN users AS u ON e.actor_id = u.user_id
WHERE
    e.happened_at >= CONVERT_TZ(CAST(:from AS DATE), :time_zone, 'UTC')
    AND e.happened_at < CONVERT_TZ(CAST(:to AS DATE) + INTERVAL 1 DAY, :time_zone, 'UTC')
    AND (:actor IS NULL OR e.actor_id = :actor)
    AND (:subsystem IS NULL OR e.subsystem_code = :subsystem)
    AND (:kind IS NULL OR e.kind = :kind)
    AND (:action IS NULL OR e.action = :action)
    AND (:table IS NULL OR e.table_name = :table)
    AND (:row IS NULL OR e.row_key = :row);
