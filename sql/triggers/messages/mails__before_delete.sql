-- mails__before_delete: only mails that were sent, and long ago, are forgotten.
DROP TRIGGER IF EXISTS mails__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mails__before_delete
BEFORE DELETE ON mails FOR EACH ROW
BEGIN
    DECLARE v_days INT;

    SELECT CAST(value AS SIGNED)
    INTO v_days
    FROM settings
    WHERE setting_code = 'sent_mail_days';
    IF NOT (
        OLD.state = 'sent' AND OLD.sent_at < UTC_TIMESTAMP(6) - INTERVAL v_days DAY
    ) <=> TRUE THEN
        CALL fail('row_kept', 'A mail that is owed, or was sent not long ago, stays.');
    END IF;
END$$
DELIMITER ;
