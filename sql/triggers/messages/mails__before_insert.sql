-- mails__before_insert: a mail begins in the queue, and only where an event that was passed on owes it.
DROP TRIGGER IF EXISTS mails__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mails__before_insert
BEFORE INSERT ON mails FOR EACH ROW
BEGIN
    DECLARE v_template VARCHAR(64);
    DECLARE v_recipient VARCHAR(254);

    IF NEW.mail_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers mails.');
    END IF;
    SELECT
        e.mail_template_code,
        COALESCE(o.email, u.email)
    INTO v_template, v_recipient
    FROM events AS e
    LEFT JOIN orders AS o ON e.order_id = o.order_id
    LEFT JOIN users AS u ON e.user_id = u.user_id
    WHERE e.event_id = NEW.event_id AND e.relay_no IS NOT NULL;
    IF v_template IS NULL OR NOT (
        NEW.mail_template_code <=> CAST(v_template AS BINARY)
        AND NEW.recipient <=> CAST(v_recipient AS BINARY)
        AND NEW.state <=> 'queued'
        AND NEW.attempts <=> 0
    ) THEN
        CALL fail('derived_value', 'Mails come from events: each owes one to its recipient.');
    END IF;
END$$
DELIMITER ;
