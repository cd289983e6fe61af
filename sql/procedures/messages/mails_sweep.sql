-- mails_sweep: take mails back whose worker has died; give up those that were tried often enough.
-- Route:   none: the clock calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the mails
-- Returns: nothing
DROP PROCEDURE IF EXISTS mails_sweep;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE mails_sweep (
    IN p_session CHAR(32)
)
COMMENT 'Take mails back whose worker has died; give up those that were tried often enough.'
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
    CALL actor_enter(p_session, 'clock.run');
    UPDATE mails
    SET
        state = IF(attempts >= setting('mail_attempts'), 'dead', 'queued'),
        lease_token = NULL,
        last_error = COALESCE(last_error, 'The worker died while it was sending this mail.')
    WHERE state = 'sending' AND due_at <= UTC_TIMESTAMP(6)
    ORDER BY due_at
    LIMIT 1000;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE mails_sweep TO store_worker;
