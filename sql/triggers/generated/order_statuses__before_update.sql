-- order_statuses__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_statuses__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__before_update
BEFORE UPDATE ON order_statuses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.order_status_code <=> CAST(OLD.order_status_code AS BINARY)
        AND NEW.is_initial <=> OLD.is_initial
        AND NEW.is_frozen <=> OLD.is_frozen
        AND NEW.is_payable <=> OLD.is_payable
        AND NEW.is_covered <=> OLD.is_covered
        AND NEW.is_repaid <=> OLD.is_repaid
        AND NEW.is_sold <=> OLD.is_sold
        AND NEW.is_final <=> OLD.is_final
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of order_statuses never changes.');
    END IF;
END$$
DELIMITER ;
