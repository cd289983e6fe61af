-- idempotency_begin: the answer already given under a key, or NULL after taking the key.
-- Route:   internal
-- Fails:   validation_failed, idempotency_conflict
-- Locks:   the key
-- Returns: json
DROP FUNCTION IF EXISTS idempotency_begin;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION idempotency_begin (
    p_user_id BIGINT UNSIGNED,
    p_operation VARCHAR(64),
    p_idempotency_key VARCHAR(200),
    p_request JSON
)
RETURNS JSON
COMMENT 'The answer already given under a key, or NULL after taking the key.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_request_hash CHAR(64) DEFAULT SHA2(p_request, 256);
    DECLARE v_stored_hash CHAR(64);
    DECLARE v_answer JSON;

    IF p_idempotency_key IS NULL OR TRIM(p_idempotency_key) = ''
    OR CHAR_LENGTH(p_idempotency_key) > 128 THEN
        CALL fail('validation_failed', 'Idempotency-Key: Must have 1 to 128 characters.');
    END IF;
    -- A second call with the key waits here until the first is committed or rolled back.
    INSERT INTO idempotency_keys (user_id, operation, idempotency_key, request_hash)
    VALUES (p_user_id, p_operation, p_idempotency_key, v_request_hash)
    ON DUPLICATE KEY UPDATE created_at = created_at;
    SELECT
        request_hash,
        answer
    INTO v_stored_hash, v_answer
    FROM idempotency_keys
    WHERE
        user_id = p_user_id
        AND operation = p_operation
        AND idempotency_key = p_idempotency_key
    FOR UPDATE;
    IF v_stored_hash <> v_request_hash THEN
        CALL fail('idempotency_conflict', 'This Idempotency-Key was used for another request.');
    END IF;
    RETURN v_answer;
END$$
DELIMITER ;
