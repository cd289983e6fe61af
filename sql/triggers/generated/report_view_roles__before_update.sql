-- report_view_roles__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_view_roles__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_view_roles__before_update
BEFORE UPDATE ON report_view_roles FOR EACH ROW
BEGIN
    IF NOT (
        NEW.report_view_id <=> OLD.report_view_id
        AND NEW.role_code <=> CAST(OLD.role_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of report_view_roles never changes.');
    END IF;
END$$
DELIMITER ;
