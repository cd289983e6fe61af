-- export_progress: tell how far an export is and keep its lease.
-- Route:   none: the export worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost, export_quota
-- Locks:   the export
-- Returns: nothing
DROP PROCEDURE IF EXISTS export_progress;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_progress (
    IN p_session CHAR(32),
    IN p_export_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36),
    IN p_written_rows BIGINT UNSIGNED,
    IN p_total_rows BIGINT UNSIGNED,
    IN p_file_bytes BIGINT UNSIGNED
)
COMMENT 'Tell how far an export is and keep its lease.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
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
        written_rows = p_written_rows,
        total_rows = COALESCE(p_total_rows, total_rows),
        file_bytes = p_file_bytes,
        due_at = UTC_TIMESTAMP(6) + INTERVAL setting('export_lease_seconds') SECOND
    WHERE
        export_id = p_export_id
        AND lease_token = p_lease_token
        AND state = 'running';
    IF ROW_COUNT() = 0 THEN
        CALL fail('lease_lost', CONCAT('Export ', p_export_id, ' was cancelled or taken over.'));
    END IF;
    CALL export_quota_require();

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_progress TO store_worker;
