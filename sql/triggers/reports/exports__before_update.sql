-- exports__before_update: what was asked for never changes; the end of a scheduled export is told once.
DROP TRIGGER IF EXISTS exports__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER exports__before_update
BEFORE UPDATE ON exports FOR EACH ROW
BEGIN
    IF NOT (
        NEW.export_id <=> OLD.export_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.report_code <=> CAST(OLD.report_code AS BINARY)
        AND NEW.file_format <=> CAST(OLD.file_format AS BINARY)
        AND NEW.parameters <=> OLD.parameters
        AND NEW.report_schedule_id <=> OLD.report_schedule_id
        AND NEW.scheduled_on <=> OLD.scheduled_on
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'What an export was asked for never changes.');
    END IF;
    IF NOT NEW.event_id <=> OLD.event_id THEN
        CALL fail('derived_value', 'The event of an export is written with its end.');
    END IF;
    IF OLD.report_schedule_id IS NOT NULL AND OLD.event_id IS NULL
    AND NEW.state IN ('done', 'failed') THEN
        INSERT INTO events (event_kind_code, user_id)
        VALUES (IF(NEW.state = 'done', 'report_ready', 'report_failed'), OLD.user_id);
        SET NEW.event_id = LAST_INSERT_ID();
    END IF;
END$$
DELIMITER ;
