-- email_verification_issue: keep the hash of the token that the worker writes into the mail in its hands.
-- Route:   none: the mail worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS email_verification_issue;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE email_verification_issue (
    IN p_session CHAR(32),
    IN p_mail_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36),
    IN p_token_hash CHAR(64)
)
COMMENT 'Keep the hash of the token that the worker writes into the mail in its hands.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'messages.work');
    INSERT INTO email_verifications (user_id, token_hash, expires_at)
    SELECT
        e.user_id,
        p_token_hash,
        UTC_TIMESTAMP(6) + INTERVAL setting('verification_hours') HOUR
    FROM mails AS m
    INNER JOIN events AS e ON m.event_id = e.event_id
    WHERE
        m.mail_id = p_mail_id
        AND m.lease_token = p_lease_token
        AND m.state = 'sending'
        AND e.user_id IS NOT NULL;
    IF ROW_COUNT() = 0 THEN
        CALL fail('lease_lost', CONCAT('Mail ', p_mail_id, ' was taken over by another worker.'));
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE email_verification_issue TO store_worker;
