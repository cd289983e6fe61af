-- mails__before_update: what a mail tells never changes, and what was sent stays sent.
DROP TRIGGER IF EXISTS mails__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mails__before_update
BEFORE UPDATE ON mails FOR EACH ROW
BEGIN
    IF NOT (
        NEW.mail_id <=> OLD.mail_id
        AND NEW.event_id <=> OLD.event_id
        AND NEW.recipient <=> CAST(OLD.recipient AS BINARY)
        AND NEW.mail_template_code <=> CAST(OLD.mail_template_code AS BINARY)
        AND NEW.created_at <=> OLD.created_at
        AND NOT OLD.state <=> 'sent'
    ) THEN
        CALL fail('row_kept', CONCAT('Mail ', OLD.mail_id, ' is what it is.'));
    END IF;
    IF NEW.state <=> 'sent' AND NOT OLD.state <=> 'sending' THEN
        CALL fail('derived_value', 'Only a worker that is sending a mail says that it was sent.');
    END IF;
END$$
DELIMITER ;
