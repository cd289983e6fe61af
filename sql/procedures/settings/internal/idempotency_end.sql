-- idempotency_end: keep the answer given under a key.
-- Route:   internal
-- Fails:   none
-- Locks:   the key
-- Returns: nothing
DROP PROCEDURE IF EXISTS idempotency_end;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE idempotency_end (
    IN p_user_id BIGINT UNSIGNED,
    IN p_operation VARCHAR(64),
    IN p_idempotency_key VARCHAR(200),
    IN p_answer JSON
)
COMMENT 'Keep the answer given under a key.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    UPDATE idempotency_keys
    SET answer = p_answer
    WHERE
        user_id = p_user_id
        AND operation = p_operation
        AND idempotency_key = p_idempotency_key;
END$$
DELIMITER ;
