-- order_status_transitions__before_update: a transition keeps its ends.
DROP TRIGGER IF EXISTS order_status_transitions__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__before_update
BEFORE UPDATE ON order_status_transitions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.from_status_code <=> CAST(OLD.from_status_code AS BINARY)
        AND NEW.to_status_code <=> CAST(OLD.to_status_code AS BINARY)
    ) THEN
        CALL fail('row_kept', 'A transition keeps its ends: insert another one.');
    END IF;
END$$
DELIMITER ;
