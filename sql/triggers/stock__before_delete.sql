-- stock__before_delete: stock rows stay.
DROP TRIGGER IF EXISTS stock__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock__before_delete
BEFORE DELETE ON stock FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of stock are never deleted.');
END$$
DELIMITER ;
