-- exports__before_delete: only exports whose file is gone are forgotten.
DROP TRIGGER IF EXISTS exports__before_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER exports__before_delete
BEFORE DELETE ON exports FOR EACH ROW
BEGIN
    IF OLD.state IN ('queued', 'running', 'done') THEN
        CALL fail('row_kept', 'An export stays as long as it has, or is to have, a file.');
    END IF;
END$$
DELIMITER ;
