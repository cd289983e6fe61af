-- spent_refresh_tokens__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS spent_refresh_tokens__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER spent_refresh_tokens__before_update
BEFORE UPDATE ON spent_refresh_tokens FOR EACH ROW
BEGIN
    IF NOT (
        NEW.jti <=> CAST(OLD.jti AS BINARY)
        AND NEW.session_id <=> OLD.session_id
        AND NEW.spent_at <=> OLD.spent_at
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of spent_refresh_tokens never changes.');
    END IF;
END$$
DELIMITER ;
