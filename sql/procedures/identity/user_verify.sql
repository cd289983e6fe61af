-- user_verify: verify an e-mail address by the token of its link.
-- Route:   POST /users/verify
-- Fails:   token_invalid
-- Locks:   the link, the user
-- Returns: one row: id, email, name, verified
DROP PROCEDURE IF EXISTS user_verify;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE user_verify (
    IN p_token VARCHAR(128)
)
COMMENT 'Verify an e-mail address by the token of its link.'
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
    SELECT user_id
    INTO v_user_id
    FROM email_verifications
    WHERE
        token_hash = SHA2(p_token, 256)
        AND used_at IS NULL
        AND expires_at > UTC_TIMESTAMP(6)
    FOR UPDATE;
    IF v_user_id IS NULL THEN
        CALL fail('token_invalid', 'This link was used or has expired: ask for a new one.');
    END IF;
    UPDATE email_verifications
    SET used_at = UTC_TIMESTAMP(6)
    WHERE token_hash = SHA2(p_token, 256);
    SET @actor_id = v_user_id;
    UPDATE users
    SET verified_at = UTC_TIMESTAMP(6)
    WHERE user_id = v_user_id AND verified_at IS NULL;

    SELECT
        user_id AS id,
        email,
        name,
        verified_at IS NOT NULL AS verified
    FROM users
    WHERE user_id = v_user_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE user_verify TO store_api;
