-- exports__before_insert: an export begins in the queue, under a number from here.
DROP TRIGGER IF EXISTS exports__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER exports__before_insert
BEFORE INSERT ON exports FOR EACH ROW
BEGIN
    IF NEW.export_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers exports.');
    END IF;
    IF NOT (NEW.state <=> 'queued' AND NEW.event_id <=> NULL) THEN
        CALL fail('derived_value', 'An export begins in the queue.');
    END IF;
END$$
DELIMITER ;
