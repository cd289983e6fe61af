-- idempotency_keys__before_update: an answer is given once.
DROP TRIGGER IF EXISTS idempotency_keys__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER idempotency_keys__before_update
BEFORE UPDATE ON idempotency_keys FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'The answer under an idempotency key never changes.');
END$$
DELIMITER ;
