-- session_kinds__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS session_kinds__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER session_kinds__before_update
BEFORE UPDATE ON session_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.session_kind_code <=> CAST(OLD.session_kind_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of session_kinds never changes.');
    END IF;
END$$
DELIMITER ;
