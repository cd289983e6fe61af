-- idempotency_keys__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS idempotency_keys__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER idempotency_keys__before_update
BEFORE UPDATE ON idempotency_keys FOR EACH ROW
BEGIN
    IF NOT (
        NEW.owner_key <=> CAST(OLD.owner_key AS BINARY)
        AND NEW.operation <=> CAST(OLD.operation AS BINARY)
        AND NEW.idempotency_key <=> CAST(OLD.idempotency_key AS BINARY)
        AND NEW.request_hash <=> OLD.request_hash
        AND NEW.answer <=> OLD.answer
        AND NEW.answer_hash <=> OLD.answer_hash
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of idempotency_keys never changes.');
    END IF;
END$$
DELIMITER ;
