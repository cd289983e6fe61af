-- report_schedules__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_schedules__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_schedules__before_update
BEFORE UPDATE ON report_schedules FOR EACH ROW
BEGIN
    IF NOT (
        NEW.report_schedule_id <=> OLD.report_schedule_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.report_code <=> CAST(OLD.report_code AS BINARY)
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of report_schedules never changes.');
    END IF;
END$$
DELIMITER ;
