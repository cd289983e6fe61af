-- idempotency_twin: after the ROLLBACK: the answer that an earlier or faster twin of a call has left, NULL if there is none.
-- Route:   internal
-- Fails:   idempotency_conflict
-- Locks:   none
-- Returns: longtext, a JSON document
DROP FUNCTION IF EXISTS idempotency_twin;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION idempotency_twin (
    p_owner_key VARCHAR(80),
    p_operation VARCHAR(32),
    p_idempotency_key VARCHAR(200),
    p_request_hash BINARY(32)
)
RETURNS LONGTEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'After the ROLLBACK: the answer that an earlier or faster twin of a call has left, NULL if there is none.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_request_hash BINARY(32);
    DECLARE v_answer LONGTEXT;

    SELECT
        request_hash,
        answer
    INTO v_request_hash, v_answer
    FROM idempotency_keys
    WHERE
        owner_key = p_owner_key
        AND operation = p_operation
        AND idempotency_key = p_idempotency_key;
    IF v_request_hash <> p_request_hash THEN
        CALL fail('idempotency_conflict', 'This Idempotency-Key was used for another request.');
    END IF;
    RETURN v_answer;
END$$
DELIMITER ;
