-- expired_purge: remove a batch of what has run out: captchas, lock-outs, tries, answers, secrets, sessions, links, carts of guests, sent mails, exports, counts.
-- Route:   none: the clock calls it until nothing is left
-- Fails:   unauthenticated, forbidden
-- Locks:   the rows that go
-- Returns: one row: purged
DROP PROCEDURE IF EXISTS expired_purge;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE expired_purge (
    IN p_session CHAR(32)
)
COMMENT 'Remove a batch of what has run out: captchas, lock-outs, tries, answers, secrets, sessions, links, carts of guests, sent mails, exports, counts.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_now DATETIME(6) DEFAULT UTC_TIMESTAMP(6);
    DECLARE v_purged INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('settings');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'settings.purge');
    DELETE FROM captchas
    WHERE expires_at < v_now - INTERVAL 1 HOUR
    ORDER BY expires_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM captcha_lockouts
    WHERE
        first_failed_at < v_now - INTERVAL 1 DAY
        AND COALESCE(locked_until_at, first_failed_at) < v_now
    ORDER BY first_failed_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM login_failures
    WHERE
        last_failed_at < v_now - INTERVAL 1 DAY
        AND COALESCE(locked_until_at, last_failed_at) < v_now
    ORDER BY last_failed_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM tries
    WHERE hour_at < v_now - INTERVAL 1 DAY
    ORDER BY hour_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM idempotency_keys
    WHERE created_at < v_now - INTERVAL setting('idempotency_days') DAY
    ORDER BY created_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM session_secrets
    WHERE expires_at < v_now - INTERVAL 1 HOUR
    ORDER BY expires_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM sessions
    WHERE
        expires_at < v_now - INTERVAL setting('session_kept_days') DAY
        AND NOT EXISTS (
            SELECT 1 FROM session_secrets AS k WHERE k.session_id = sessions.session_id
        )
    ORDER BY expires_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM email_verifications
    WHERE expires_at < v_now - INTERVAL setting('verification_kept_days') DAY
    ORDER BY expires_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    -- The carts are locked: who comes back now finds an empty one.
    DELETE i
    FROM cart_items AS i
    INNER JOIN (
        SELECT cart_id
        FROM carts
        WHERE
            user_id IS NULL
            AND updated_at < v_now - INTERVAL setting('guest_cart_days') DAY
        ORDER BY updated_at
        LIMIT 500
        FOR UPDATE -- noqa: PRS
    ) AS c ON i.cart_id = c.cart_id;
    DELETE FROM carts
    WHERE
        user_id IS NULL
        AND updated_at < v_now - INTERVAL setting('guest_cart_days') DAY
    ORDER BY updated_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM mails
    WHERE state = 'sent' AND sent_at < v_now - INTERVAL setting('sent_mail_days') DAY
    ORDER BY sent_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM exports
    WHERE
        state IN ('expired', 'failed', 'cancelled')
        AND finished_at < v_now - INTERVAL setting('export_row_days') DAY
    ORDER BY finished_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();
    DELETE FROM refusal_counts
    WHERE hour_at < v_now - INTERVAL setting('refusal_count_days') DAY
    ORDER BY hour_at
    LIMIT 500;
    SET v_purged = v_purged + ROW_COUNT();

    SELECT v_purged AS purged;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE expired_purge TO store_worker;
