-- idempotency_keys__before_update: an answer is given once.
DROP TRIGGER IF EXISTS idempotency_keys__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER idempotency_keys__before_update
BEFORE UPDATE ON idempotency_keys FOR EACH ROW
BEGIN
    IF (OLD.answer IS NOT NULL AND NOT NEW.answer <=> OLD.answer)
    OR NEW.request_hash <> OLD.request_hash
    OR NEW.user_id <> OLD.user_id OR NEW.operation <> OLD.operation
    OR NEW.idempotency_key <> OLD.idempotency_key THEN
        CALL fail('row_kept', 'The answer under an idempotency key never changes.');
    END IF;
END$$
DELIMITER ;
