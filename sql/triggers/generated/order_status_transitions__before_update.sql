-- order_status_transitions__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_status_transitions__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__before_update
BEFORE UPDATE ON order_status_transitions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.from_status_code <=> CAST(OLD.from_status_code AS BINARY)
        AND NEW.to_status_code <=> CAST(OLD.to_status_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of order_status_transitions never changes.');
    END IF;
END$$
DELIMITER ;
