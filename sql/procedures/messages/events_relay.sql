-- events_relay: pass events on: number them without gaps and write the mails that they owe.
-- Route:   none: the mail worker calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the relay's own lock, the events
-- Returns: one row: relayed
DROP PROCEDURE IF EXISTS events_relay;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE events_relay (
    IN p_session CHAR(32),
    IN p_limit INT
)
COMMENT 'Pass events on: number them without gaps and write the mails that they owe.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_last BIGINT UNSIGNED;
    DECLARE v_relayed INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        DO RELEASE_LOCK('storekeeper.relay');
        CALL refusal_record('messages');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'messages.work');
    -- One relay at a time; whoever comes second has nothing to do.
    IF GET_LOCK('storekeeper.relay', 0) = 1 THEN
        SELECT COALESCE(MAX(relay_no), 0)
        INTO v_last
        FROM events;
        UPDATE events AS e
        INNER JOIN (
            SELECT
                event_id,
                ROW_NUMBER() OVER (ORDER BY event_id) AS place
            FROM events
            WHERE relay_no IS NULL
            ORDER BY event_id
            LIMIT p_limit
            FOR UPDATE SKIP LOCKED -- noqa: PRS
        ) AS n ON e.event_id = n.event_id
        SET e.relay_no = v_last + n.place;
        SET v_relayed = ROW_COUNT();
        IF v_relayed > 0 THEN
            INSERT INTO mails (event_id, recipient, mail_template_code)
            SELECT
                e.event_id,
                COALESCE(o.email, u.email),
                e.mail_template_code
            FROM events AS e
            LEFT JOIN orders AS o ON e.order_id = o.order_id
            LEFT JOIN users AS u ON e.user_id = u.user_id
            WHERE e.relay_no > v_last AND e.mail_template_code IS NOT NULL
            ORDER BY e.relay_no;
        END IF;
    END IF;

    SELECT v_relayed AS relayed;

    SET @actor_id = NULL;
    COMMIT;
    DO RELEASE_LOCK('storekeeper.relay');
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE events_relay TO store_worker;
