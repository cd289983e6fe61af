-- order_status_changes__before_update: rows of this table never change.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_status_changes__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_changes__before_update
BEFORE UPDATE ON order_status_changes FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of order_status_changes never change.');
END$$
DELIMITER ;
