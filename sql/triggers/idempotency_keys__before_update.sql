-- idempotency_keys__before_update: an answer is given once.
DROP TRIGGER IF EXISTS idempotency_keys__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER idempotency_keys__before_update
BEFORE UPDATE ON idempotency_keys FOR EACH ROW
BEGIN
    IF NOT (
        NEW.user_id <=> OLD.user_id
        AND NEW.operation <=> CAST(OLD.operation AS BINARY)
        AND NEW.idempotency_key <=> CAST(OLD.idempotency_key AS BINARY)
        AND NEW.request_hash <=> CAST(OLD.request_hash AS BINARY)
        AND (OLD.answer IS NULL OR NEW.answer <=> OLD.answer)
    ) THEN
        CALL fail('row_kept', 'The answer under an idempotency key never changes.');
    END IF;
END$$
DELIMITER ;
