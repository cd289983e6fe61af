-- idempotency_twin: the answer that a faster twin of a refused call has left under its key, NULL if there is none.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: json
DROP FUNCTION IF EXISTS idempotency_twin;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION idempotency_twin (
    p_owner_key VARCHAR(80),
    p_operation VARCHAR(32),
    p_idempotency_key VARCHAR(200),
    p_request_hash BINARY(32)
)
RETURNS JSON
COMMENT 'The answer that a faster twin of a refused call has left under its key, NULL if there is none.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT answer
        FROM idempotency_keys
        WHERE
            owner_key = p_owner_key
            AND operation = p_operation
            AND idempotency_key = p_idempotency_key
            AND request_hash = p_request_hash
    );
END$$
DELIMITER ;
