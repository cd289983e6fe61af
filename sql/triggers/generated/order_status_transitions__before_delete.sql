-- order_status_transitions__before_delete: rows of this table stay.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_status_transitions__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__before_delete
BEFORE DELETE ON order_status_transitions FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of order_status_transitions are never deleted.');
END$$
DELIMITER ;
