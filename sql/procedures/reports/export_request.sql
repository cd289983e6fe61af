-- export_request: ask for a report as a file; a worker makes it.
-- Route:   POST /reports/{report_id}/exports
-- Fails:   unauthenticated, forbidden, validation_failed, limit_reached
-- Locks:   the user, the exports of theirs that wait
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
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_waiting INT;
    DECLARE v_limit INT DEFAULT setting('export_waiting_limit');
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
    -- One at a time for each user, so that nobody counts past another.
    SELECT user_id
    INTO v_user_id
    FROM users
    WHERE user_id = @actor_id
    FOR UPDATE;
    SET v_waiting = (
        SELECT COUNT(*)
        FROM exports
        WHERE user_id = v_user_id AND state IN ('queued', 'running')
        LOCK IN SHARE MODE -- noqa: PRS
    );
    IF v_waiting >= v_limit THEN
        CALL fail('limit_reached', CONCAT(
            v_waiting, ' of your exports wait: let some end, or cancel them, then ask again.'
        ));
    END IF;
    INSERT INTO exports (user_id, report_code, file_format, parameters)
    VALUES (v_user_id, p_report_code, p_file_format, p_parameters);

    CALL export_answer(LAST_INSERT_ID());

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_request TO store_api;
