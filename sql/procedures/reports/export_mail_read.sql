-- export_mail_read: what the mail about a scheduled export tells, and whether its reader may still see the file.
-- Route:   none: the mail worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost
-- Locks:   none
-- Returns: one row: export_id, title, report_code, file_format, state, written_rows, file_name, file_bytes, last_error, created_at, is_allowed
DROP PROCEDURE IF EXISTS export_mail_read;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_mail_read (
    IN p_session CHAR(32),
    IN p_mail_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36)
)
COMMENT 'What the mail about a scheduled export tells, and whether its reader may still see the file.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_export_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'messages.work');
    SELECT x.export_id
    INTO v_export_id
    FROM mails AS m
    INNER JOIN exports AS x ON m.event_id = x.event_id
    WHERE
        m.mail_id = p_mail_id
        AND m.lease_token = p_lease_token
        AND m.state = 'sending';
    IF v_export_id IS NULL THEN
        CALL fail('lease_lost', CONCAT('Mail ', p_mail_id, ' was taken over by another worker.'));
    END IF;

    SELECT
        x.export_id,
        COALESCE(s.title, r.title) AS title,
        x.report_code,
        x.file_format,
        x.state,
        x.written_rows,
        x.file_name,
        x.file_bytes,
        x.last_error,
        x.created_at,
        export_is_allowed(x.export_id) AS is_allowed
    FROM exports AS x
    INNER JOIN reports AS r ON x.report_code = r.report_code
    LEFT JOIN report_schedules AS s ON x.report_schedule_id = s.report_schedule_id
    WHERE x.export_id = v_export_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_mail_read TO store_worker;
