-- user_verification_resend: ask for another verification mail; silent about who is registered.
-- Route:   POST /users/verify/resend
-- Fails:   rate_limited
-- Locks:   the count of the client, the user
-- Returns: nothing
DROP PROCEDURE IF EXISTS user_verification_resend;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE user_verification_resend (
    IN p_email VARCHAR(320),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Ask for another verification mail; silent about who is registered.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_user_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(NULL, '');
    CALL try_spend('resend_client_limit', CONCAT('client:', p_client_address));
    SELECT user_id
    INTO v_user_id
    FROM users
    WHERE
        email = p_email
        AND email <=> CAST(p_email AS BINARY)
        AND verified_at IS NULL
        AND is_active
    FOR UPDATE;
    IF v_user_id IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM events
        WHERE
            user_id = v_user_id
            AND happened_at
            > UTC_TIMESTAMP(6) - INTERVAL setting('verification_resend_seconds') SECOND
    ) THEN
        INSERT INTO events (event_kind_code, user_id)
        VALUES ('verification_requested', v_user_id);
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE user_verification_resend TO store_api;
