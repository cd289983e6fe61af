-- mail_sent: record that the mail server has accepted a mail.
-- Route:   none: the mail worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost
-- Locks:   the mail
-- Returns: nothing
DROP PROCEDURE IF EXISTS mail_sent;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE mail_sent (
    IN p_session CHAR(32),
    IN p_mail_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36)
)
COMMENT 'Record that the mail server has accepted a mail.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('messages');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'messages.work');
    UPDATE mails
    SET
        state = 'sent',
        sent_at = UTC_TIMESTAMP(6),
        lease_token = NULL,
        last_error = NULL
    WHERE
        mail_id = p_mail_id
        AND lease_token = p_lease_token
        AND state = 'sending';
    IF ROW_COUNT() = 0 THEN
        CALL fail('lease_lost', CONCAT('Mail ', p_mail_id, ' was taken over by another worker.'));
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE mail_sent TO store_worker;
