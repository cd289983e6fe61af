-- mail_claim: lease mails that are due, oldest first.
-- Route:   none: the mail worker calls it
-- Fails:   none
-- Locks:   the mails
-- Returns: rows: mail_id, dedupe_key, mail_template_code, secrets, email, name, language_code, texts, placeholders, order_document
DROP PROCEDURE IF EXISTS mail_claim;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE mail_claim (
    IN p_lease_token CHAR(36),
    IN p_limit INT
)
COMMENT 'Lease mails that are due, oldest first.'
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
    UPDATE mails
    SET
        state = 'dead',
        last_error = COALESCE(last_error, 'The workers died while sending this mail.')
    WHERE
        state = 'sending'
        AND due_at <= UTC_TIMESTAMP(6)
        AND attempts >= setting('mail_attempts');
    UPDATE mails
    SET
        state = 'sending',
        attempts = attempts + 1,
        lease_token = p_lease_token,
        due_at = UTC_TIMESTAMP(6) + INTERVAL setting('mail_lease_seconds') SECOND
    WHERE state IN ('queued', 'sending') AND due_at <= UTC_TIMESTAMP(6)
    ORDER BY due_at, mail_id
    LIMIT p_limit;

    SELECT
        m.mail_id,
        m.dedupe_key,
        m.mail_template_code,
        m.secrets,
        u.email,
        u.name,
        u.language_code,
        t.texts,
        t.placeholders,
        IF(m.order_id IS NULL, NULL, order_document(m.order_id)) AS order_document
    FROM mails AS m
    INNER JOIN users AS u ON m.user_id = u.user_id
    INNER JOIN mail_templates AS t ON m.mail_template_code = t.mail_template_code
    WHERE m.lease_token = p_lease_token AND m.state = 'sending'
    ORDER BY m.mail_id;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE mail_claim TO store_worker;
