-- expired_purge: remove what has run out: captchas, lock-outs, answers, guest carts, sessions.
-- Route:   none: the clock calls it
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS expired_purge;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE expired_purge ()
COMMENT 'Remove what has run out: captchas, lock-outs, answers, guest carts, sessions.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('settings');
        RESIGNAL;
    END;

    START TRANSACTION;
    DELETE FROM captchas
    WHERE expires_at < UTC_TIMESTAMP(6) - INTERVAL 1 HOUR
    ORDER BY captcha_id
    LIMIT 1000;
    DELETE FROM captcha_lockouts
    WHERE COALESCE(locked_until_at, first_failed_at) < UTC_TIMESTAMP(6) - INTERVAL 1 DAY
    ORDER BY client_address
    LIMIT 1000;
    DELETE FROM idempotency_keys
    WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL setting('idempotency_days') DAY
    ORDER BY user_id, operation, idempotency_key
    LIMIT 1000;
    DELETE t
    FROM spent_refresh_tokens AS t
    INNER JOIN sessions AS s ON t.session_id = s.session_id
    WHERE s.expires_at < UTC_TIMESTAMP(6);
    DELETE i
    FROM cart_items AS i
    INNER JOIN carts AS c ON i.cart_id = c.cart_id
    WHERE
        c.user_id IS NULL
        AND c.updated_at < UTC_TIMESTAMP(6) - INTERVAL setting('guest_cart_days') DAY;
    DELETE FROM carts
    WHERE
        user_id IS NULL
        AND updated_at < UTC_TIMESTAMP(6) - INTERVAL setting('guest_cart_days') DAY
    ORDER BY cart_id
    LIMIT 1000;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE expired_purge TO store_worker;
