-- mail_claim: lease mails that are due, oldest first.
-- Route:   none: the mail worker calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the mails that it takes
-- Returns: rows: mail_id, message_key, mail_template_code, template_version, language_code, email, name, texts, order_document, needs_token, needs_report
DROP PROCEDURE IF EXISTS mail_claim;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE mail_claim (
    IN p_session CHAR(32),
    IN p_lease_token CHAR(36),
    IN p_limit INT
)
COMMENT 'Lease mails that are due, oldest first.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_seconds INT DEFAULT setting('mail_lease_seconds');
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('messages');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'messages.work');
    -- Chosen first and changed by their number: an UPDATE along the index that it changes
    -- would sort the whole backlog. What another worker is choosing is left to it.
    UPDATE mails AS m
    INNER JOIN (
        SELECT mail_id
        FROM mails
        WHERE state = 'queued' AND due_at <= v_now
        ORDER BY due_at
        LIMIT p_limit
        FOR UPDATE SKIP LOCKED -- noqa: PRS
    ) AS n ON m.mail_id = n.mail_id
    SET
        m.state = 'sending',
        m.attempts = m.attempts + 1,
        m.lease_token = p_lease_token,
        m.due_at = v_now + INTERVAL v_seconds SECOND;

    SELECT
        m.mail_id,
        CONCAT('event/', m.event_id, '/', m.recipient) AS message_key,
        m.mail_template_code,
        t.version AS template_version,
        COALESCE(o.language_code, u.language_code) AS language_code,
        m.recipient AS email,
        COALESCE(o.customer_name, u.name) AS name,
        t.texts,
        IF(e.order_id IS NULL, NULL, order_document(e.order_id)) AS order_document,
        JSON_CONTAINS(t.placeholders, '"token"') AS needs_token,
        JSON_CONTAINS(t.placeholders, '"report"') AS needs_report
    FROM mails AS m
    INNER JOIN events AS e ON m.event_id = e.event_id
    INNER JOIN mail_templates AS t ON m.mail_template_code = t.mail_template_code
    LEFT JOIN orders AS o ON e.order_id = o.order_id
    LEFT JOIN users AS u ON e.user_id = u.user_id
    WHERE m.lease_token = p_lease_token AND m.state = 'sending'
    ORDER BY m.mail_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE mail_claim TO store_worker;
