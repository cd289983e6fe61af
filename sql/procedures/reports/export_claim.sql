-- export_claim: lease the oldest export that waits, or whose worker has died.
-- Route:   none: the export worker calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the export
-- Returns: one row or none: export_id, report_code, file_format, parameters, lost_lease_token
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
    -- What an earlier try said is not said of this one.
    UPDATE exports
    SET
        state = 'running',
        attempts = attempts + 1,
        written_rows = 0,
        last_error = NULL,
        lease_token = p_lease_token,
        due_at = UTC_TIMESTAMP(6) + INTERVAL setting('export_lease_seconds') SECOND
    WHERE export_id = v_export_id;

    SELECT
        export_id,
        report_code,
        file_format,
        parameters,
        v_lost_lease_token AS lost_lease_token
    FROM exports
    WHERE export_id = v_export_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_claim TO store_worker;
