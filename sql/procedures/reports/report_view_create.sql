-- report_view_create: save a report as the caller looks at it, and share it with roles.
-- Route:   POST /report-views
-- Fails:   unauthenticated, forbidden, validation_failed, too_many_views
-- Locks:   the user
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS report_view_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_create (
    IN p_session CHAR(32),
    IN p_report_code VARCHAR(64),
    IN p_title VARCHAR(120),
    IN p_filters JSON,
    IN p_group_by VARCHAR(129),
    IN p_sort VARCHAR(500),
    IN p_roles JSON
)
COMMENT 'Save a report as the caller looks at it, and share it with roles.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_permission_code VARCHAR(64);
    DECLARE v_report_view_id BIGINT UNSIGNED;
    DECLARE v_saved INT;
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
    -- Two at once are counted one after the other.
    DO (SELECT user_id FROM users WHERE user_id = @actor_id FOR UPDATE);
    SELECT COUNT(*)
    INTO v_saved
    FROM report_views
    WHERE user_id = @actor_id;
    IF v_saved >= setting('report_view_limit') THEN
        CALL fail('too_many_views', 'You have saved as many views as one may: delete some first.');
    END IF;
    INSERT INTO report_views (user_id, report_code, title, filters, group_by, sort)
    VALUES (@actor_id, p_report_code, p_title, p_filters, p_group_by, p_sort);
    SET v_report_view_id = LAST_INSERT_ID();
    CALL report_view_share(v_report_view_id, p_roles);

    SELECT report_view_document(v_report_view_id, @actor_id) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_view_create TO store_api;
