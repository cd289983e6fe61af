-- spent_refresh_tokens__before_update: rows of this table never change.
DROP TRIGGER IF EXISTS spent_refresh_tokens__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER spent_refresh_tokens__before_update
BEFORE UPDATE ON spent_refresh_tokens FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of spent_refresh_tokens never change.');
END$$
DELIMITER ;
