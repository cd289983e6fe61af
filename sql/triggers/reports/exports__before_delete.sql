-- exports__before_delete: only exports whose file is long gone are forgotten.
DROP TRIGGER IF EXISTS exports__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER exports__before_delete
BEFORE DELETE ON exports FOR EACH ROW
BEGIN
    DECLARE v_days INT;

    SELECT CAST(value AS SIGNED)
    INTO v_days
    FROM settings
    WHERE setting_code = 'export_row_days';
    IF OLD.state IN ('queued', 'running', 'done')
    OR NOT OLD.finished_at < UTC_TIMESTAMP(6) - INTERVAL v_days DAY <=> TRUE THEN
        CALL fail('row_kept', 'An export stays while it has a file, and is remembered after that.');
    END IF;
END$$
DELIMITER ;
