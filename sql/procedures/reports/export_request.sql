-- export_request: ask for a report as a file; a worker makes it.
-- Route:   POST /reports/{report_id}/exports
-- Fails:   unauthenticated, forbidden, validation_failed
-- Locks:   none
-- Returns: one row: the export
DROP PROCEDURE IF EXISTS export_request;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_request (
    IN p_session CHAR(32),
    IN p_report_code VARCHAR(64),
    IN p_file_format VARCHAR(16),
    IN p_parameters JSON
)
COMMENT 'Ask for a report as a file; a worker makes it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_permission_code VARCHAR(64);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    SET v_permission_code = (
        SELECT permission_code FROM reports WHERE report_code = p_report_code
    );
    CALL actor_enter(p_session, COALESCE(v_permission_code, 'reports.none'));
    INSERT INTO exports (user_id, report_code, file_format, parameters)
    VALUES (@actor_id, p_report_code, p_file_format, p_parameters);

    SELECT
        export_id,
        report_code,
        file_format,
        parameters,
        state,
        total_rows,
        written_rows,
        file_name,
        file_bytes,
        last_error,
        created_at,
        finished_at
    FROM exports
    WHERE export_id = LAST_INSERT_ID();

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_request TO store_api;
