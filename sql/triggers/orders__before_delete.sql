-- orders__before_delete: rows of this table stay.
DROP TRIGGER IF EXISTS orders__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__before_delete
BEFORE DELETE ON orders FOR EACH ROW
BEGIN
    CALL fail('row_kept', 'Rows of orders are never deleted.');
END$$
DELIMITER ;
