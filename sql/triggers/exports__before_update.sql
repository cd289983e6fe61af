-- exports__before_update: what was asked for never changes.
DROP TRIGGER IF EXISTS exports__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER exports__before_update
BEFORE UPDATE ON exports FOR EACH ROW
BEGIN
    IF NEW.export_id <> OLD.export_id OR NEW.user_id <> OLD.user_id
    OR NEW.report_code <> OLD.report_code OR NEW.file_format <> OLD.file_format
    OR NEW.created_at <> OLD.created_at THEN
        CALL fail('row_kept', 'What an export was asked for never changes.');
    END IF;
END$$
DELIMITER ;
