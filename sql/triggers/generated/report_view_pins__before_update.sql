-- report_view_pins__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_view_pins__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_view_pins__before_update
BEFORE UPDATE ON report_view_pins FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.report_view_id <=> OLD.report_view_id
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of report_view_pins never changes.');
    END IF;
END$$
DELIMITER ;
