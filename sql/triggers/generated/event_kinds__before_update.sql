-- event_kinds__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS event_kinds__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER event_kinds__before_update
BEFORE UPDATE ON event_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.event_kind_code <=> CAST(OLD.event_kind_code AS BINARY)
        AND NEW.is_of_orders <=> OLD.is_of_orders
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of event_kinds never changes.');
    END IF;
END$$
DELIMITER ;
