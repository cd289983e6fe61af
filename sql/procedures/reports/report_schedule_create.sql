-- report_schedule_create: let a report come by mail, again and again.
-- Route:   POST /report-schedules
-- Fails:   unauthenticated, forbidden, validation_failed, limit_reached
-- Locks:   the user
-- Returns: one row: the schedule
DROP PROCEDURE IF EXISTS report_schedule_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_schedule_create (
    IN p_session CHAR(32),
    IN p_report_code VARCHAR(64),
    IN p_fields JSON
)
COMMENT 'Let a report come by mail, again and again.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_permission_code VARCHAR(64);
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE v_count INT;
    DECLARE v_limit INT DEFAULT setting('report_schedule_limit');
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
    SELECT user_id
    INTO v_user_id
    FROM users
    WHERE user_id = @actor_id
    FOR UPDATE;
    SET v_count = (
        SELECT COUNT(*)
        FROM report_schedules
        WHERE user_id = v_user_id
        LOCK IN SHARE MODE -- noqa: PRS
    );
    IF v_count >= v_limit THEN
        CALL fail('limit_reached', CONCAT(
            'You have ', v_count, ' schedules: remove one, then add another.'
        ));
    END IF;
    INSERT INTO report_schedules (
        user_id, report_code, title, file_format, parameters, frequency_code,
        run_weekday, run_month_day, run_hour, is_active, next_on
    )
    SELECT
        v_user_id,
        p_report_code,
        g.title,
        g.file_format,
        JSON_EXTRACT(p_fields, '$.parameters'),
        g.frequency_code,
        g.run_weekday,
        g.run_month_day,
        g.run_hour,
        g.is_active,
        IF(
            g.is_active,
            report_schedule_next_on(
                g.frequency_code, g.run_weekday, g.run_month_day, g.run_hour, NULL
            ),
            NULL
        ) AS next_on
    FROM JSON_TABLE(p_fields, '$' COLUMNS (
        title VARCHAR(200) PATH '$.title',
        file_format VARCHAR(16) PATH '$.format',
        frequency_code VARCHAR(16) PATH '$.every',
        run_weekday INT PATH '$.weekday' NULL ON ERROR,
        run_month_day INT PATH '$.month_day' NULL ON ERROR,
        run_hour INT PATH '$.hour' NULL ON ERROR,
        is_active BOOLEAN PATH '$.is_active' DEFAULT '1' ON EMPTY
    )) AS g;

    CALL report_schedule_answer(LAST_INSERT_ID());

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_schedule_create TO store_api;
