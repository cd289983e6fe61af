-- mail_resend: put a dead mail back into the queue.
-- Route:   POST /mails/{mail_id}/resend
-- Fails:   unauthenticated, forbidden, not_found
-- Locks:   the mail
-- Returns: nothing
DROP PROCEDURE IF EXISTS mail_resend;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE mail_resend (
    IN p_session CHAR(32),
    IN p_mail_id BIGINT UNSIGNED
)
COMMENT 'Put a dead mail back into the queue.'
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
    CALL actor_enter(p_session, 'messages.update');
    UPDATE mails
    SET
        state = 'queued',
        attempts = 0,
        due_at = UTC_TIMESTAMP(6)
    WHERE mail_id = p_mail_id AND state = 'dead';
    IF ROW_COUNT() = 0 THEN
        CALL fail('not_found', CONCAT('There is no dead mail ', p_mail_id, '.'));
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE mail_resend TO store_api;
