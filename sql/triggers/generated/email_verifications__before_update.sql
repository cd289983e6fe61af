-- email_verifications__before_update: what is fixed in a row never changes.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS email_verifications__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER email_verifications__before_update
BEFORE UPDATE ON email_verifications FOR EACH ROW
BEGIN
    IF NOT (
        NEW.email_verification_id <=> OLD.email_verification_id
    ) THEN
        CALL fail('row_kept', 'What is fixed in a row of email_verifications never changes.');
    END IF;
END$$
DELIMITER ;
