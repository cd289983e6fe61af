-- events__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS events__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER events__before_delete
BEFORE DELETE ON events FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of events are never deleted.');
END$$
DELIMITER ;
