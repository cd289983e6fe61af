-- report_schedules__before_insert: rows get their number here.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_schedules__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_schedules__before_insert
BEFORE INSERT ON report_schedules FOR EACH ROW
BEGIN
    IF NEW.report_schedule_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers report_schedules.');
    END IF;
END$$
DELIMITER ;
