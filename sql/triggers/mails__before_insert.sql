-- mails__before_insert: a mail begins in the queue, and only where an event owes it.
DROP TRIGGER IF EXISTS mails__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mails__before_insert
BEFORE INSERT ON mails FOR EACH ROW
BEGIN
    IF NEW.state <> 'queued' OR NEW.attempts <> 0 THEN
        CALL fail('derived_value', 'A mail begins in the queue.');
    END IF;

    IF NOT EXISTS (
        SELECT 1
        FROM order_status_changes AS c
        INNER JOIN orders AS o ON c.order_id = o.order_id
        WHERE
            c.order_id = NEW.order_id
            AND c.mail_template_code = NEW.mail_template_code
            AND o.user_id = NEW.user_id
            AND NEW.dedupe_key = CONCAT('order/', c.order_id, '/', c.seq)
    ) AND NOT EXISTS (
        SELECT 1
        FROM email_verifications AS v
        WHERE
            v.user_id = NEW.user_id
            AND NEW.mail_template_code = 'email_verification'
            AND NEW.dedupe_key = CONCAT('verification/', v.email_verification_id)
    ) THEN
        CALL fail('derived_value', CONCAT('No event owes the mail "', NEW.dedupe_key, '".'));
    END IF;
END$$
DELIMITER ;
