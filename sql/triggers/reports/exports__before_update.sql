-- exports__before_update: what was asked for never changes.
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
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'What an export was asked for never changes.');
    END IF;
END$$
DELIMITER ;
