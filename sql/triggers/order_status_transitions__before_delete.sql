-- order_status_transitions__before_delete: a transition that orders went along stays.
DROP TRIGGER IF EXISTS order_status_transitions__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__before_delete
BEFORE DELETE ON order_status_transitions FOR EACH ROW
BEGIN
    IF EXISTS (
        SELECT 1
        FROM order_status_changes
        WHERE
            from_status_code = OLD.from_status_code
            AND order_status_code = OLD.to_status_code
    ) THEN
        CALL fail('row_kept', 'Orders went along this transition: it stays.');
    END IF;
END$$
DELIMITER ;
