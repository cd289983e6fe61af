-- export_claim: lease the oldest export that waits, or whose worker has died.
-- Route:   none: the export worker calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the export
-- Returns: one row or none: export_id, user_id, state (failed: its owner may no longer see it), report_code, file_format, parameters, created_at, is_scheduled, lost_lease_token, owner_name, language_code, csv_separator, csv_decimal, is_csv_with_bom, permissions
DROP PROCEDURE IF EXISTS export_claim;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_claim (
    IN p_session CHAR(32),
    IN p_lease_token CHAR(36)
)
COMMENT 'Lease the oldest export that waits, or whose worker has died.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_export_id BIGINT UNSIGNED;
    DECLARE v_lost_lease_token CHAR(36);
    DECLARE v_is_allowed BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'reports.work');
    UPDATE exports
    SET
        state = 'failed',
        last_error = 'The workers died while making this file.',
        file_bytes = NULL,
        finished_at = UTC_TIMESTAMP(6)
    WHERE
        state = 'running'
        AND due_at <= UTC_TIMESTAMP(6)
        AND attempts >= setting('export_attempts');
    SELECT
        export_id,
        lease_token
    INTO v_export_id, v_lost_lease_token
    FROM exports
    WHERE state IN ('queued', 'running') AND due_at <= UTC_TIMESTAMP(6)
    ORDER BY export_id
    LIMIT 1
    FOR UPDATE; -- noqa: PRS
    SET v_is_allowed = export_is_allowed(v_export_id);
    -- What an earlier try said is not said of this one.
    UPDATE exports
    SET
        state = IF(v_is_allowed, 'running', 'failed'),
        finished_at = IF(v_is_allowed, NULL, UTC_TIMESTAMP(6)),
        last_error = IF(v_is_allowed, NULL, 'Its owner may no longer see this report.'),
        attempts = attempts + 1,
        written_rows = 0,
        file_bytes = NULL,
        lease_token = p_lease_token,
        due_at = UTC_TIMESTAMP(6) + INTERVAL setting('export_lease_seconds') SECOND
    WHERE export_id = v_export_id;

    SELECT
        x.export_id,
        x.user_id,
        x.state,
        x.report_code,
        x.file_format,
        x.parameters,
        x.created_at,
        x.report_schedule_id IS NOT NULL AS is_scheduled,
        v_lost_lease_token AS lost_lease_token,
        u.name AS owner_name,
        u.language_code,
        COALESCE(p.csv_separator, ',') AS csv_separator,
        COALESCE(p.csv_decimal, '.') AS csv_decimal,
        COALESCE(p.is_csv_with_bom, TRUE) AS is_csv_with_bom,
        (
            SELECT JSON_ARRAYAGG(a.permission_code)
            FROM actor_permissions AS a
            WHERE a.user_id = x.user_id
        ) AS permissions
    FROM exports AS x
    INNER JOIN users AS u ON x.user_id = u.user_id
    LEFT JOIN user_preferences AS p ON x.user_id = p.user_id
    WHERE x.export_id = v_export_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_claim TO store_worker;
