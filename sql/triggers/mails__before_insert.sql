-- mails__before_insert: a mail begins in the queue.
DROP TRIGGER IF EXISTS mails__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mails__before_insert
BEFORE INSERT ON mails FOR EACH ROW
BEGIN
    IF NEW.state <> 'queued' OR NEW.attempts <> 0 THEN
        CALL fail('derived_value', 'A mail begins in the queue.');
    END IF;
END$$
DELIMITER ;
