-- mail_failed: record why a mail was not sent; it waits longer each time, then it is dead.
-- Route:   none: the mail worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost
-- Locks:   the mail
-- Returns: nothing
DROP PROCEDURE IF EXISTS mail_failed;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE mail_failed (
    IN p_session CHAR(32),
    IN p_mail_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36),
    IN p_error VARCHAR(500),
    IN p_is_final BOOLEAN
)
COMMENT 'Record why a mail was not sent; it waits longer each time, then it is dead.'
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
        state = IF(p_is_final OR attempts >= setting('mail_attempts'), 'dead', 'queued'),
        last_error = p_error,
        lease_token = NULL,
        due_at = UTC_TIMESTAMP(6)
        + INTERVAL setting('mail_retry_seconds') * POW(2, LEAST(attempts, 12) - 1) SECOND
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
GRANT EXECUTE ON PROCEDURE mail_failed TO store_worker;
