-- idempotency_answer: the answer already given under a key, NULL if there is none.
-- Route:   internal
-- Fails:   validation_failed, idempotency_conflict
-- Locks:   the key, if it is there
-- Returns: json
DROP FUNCTION IF EXISTS idempotency_answer;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION idempotency_answer (
    p_owner_key VARCHAR(80),
    p_operation VARCHAR(32),
    p_idempotency_key VARCHAR(200),
    p_request_hash BINARY(32)
)
RETURNS JSON
COMMENT 'The answer already given under a key, NULL if there is none.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_request_hash BINARY(32);
    DECLARE v_answer JSON;

    IF NOT CHAR_LENGTH(TRIM(p_idempotency_key)) BETWEEN 1 AND 128 <=> TRUE THEN
        CALL fail('validation_failed', 'Idempotency-Key: Must have 1 to 128 characters.');
    END IF;
    SELECT
        request_hash,
        answer
    INTO v_request_hash, v_answer
    FROM idempotency_keys
    WHERE
        owner_key = p_owner_key
        AND operation = p_operation
        AND idempotency_key = p_idempotency_key
    LOCK IN SHARE MODE;
    IF v_request_hash <> p_request_hash THEN
        CALL fail('idempotency_conflict', 'This Idempotency-Key was used for another request.');
    END IF;
    RETURN v_answer;
END$$
DELIMITER ;
