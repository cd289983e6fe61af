-- session_kinds__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS session_kinds__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER session_kinds__before_delete
BEFORE DELETE ON session_kinds FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of session_kinds are never deleted.');
END$$
DELIMITER ;
