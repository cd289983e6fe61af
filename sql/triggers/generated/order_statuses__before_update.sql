-- order_statuses__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_statuses__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__before_update
BEFORE UPDATE ON order_statuses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.order_status_code <=> CAST(OLD.order_status_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of order_statuses never changes.');
    END IF;
END$$
DELIMITER ;
