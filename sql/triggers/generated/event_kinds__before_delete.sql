-- event_kinds__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS event_kinds__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER event_kinds__before_delete
BEFORE DELETE ON event_kinds FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of event_kinds are never deleted.');
END$$
DELIMITER ;
