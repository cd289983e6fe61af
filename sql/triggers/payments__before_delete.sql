-- payments__before_delete: rows of this table stay.
DROP TRIGGER IF EXISTS payments__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payments__before_delete
BEFORE DELETE ON payments FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of payments are never deleted.');
END$$
DELIMITER ;
