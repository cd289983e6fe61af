-- export_finish: record the finished file of an export.
-- Route:   none: the export worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost, export_quota
-- Locks:   the export
-- Returns: nothing
DROP PROCEDURE IF EXISTS export_finish;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_finish (
    IN p_session CHAR(32),
    IN p_export_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36),
    IN p_written_rows BIGINT UNSIGNED,
    IN p_file_name VARCHAR(160),
    IN p_file_bytes BIGINT UNSIGNED,
    IN p_column_permissions JSON
)
COMMENT 'Record the finished file of an export.'
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
        state = 'done',
        written_rows = p_written_rows,
        total_rows = p_written_rows,
        file_name = p_file_name,
        file_bytes = p_file_bytes,
        column_permissions = p_column_permissions,
        last_error = NULL,
        finished_at = UTC_TIMESTAMP(6)
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
GRANT EXECUTE ON PROCEDURE export_finish TO store_worker;
