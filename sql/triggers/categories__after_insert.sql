-- categories__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS categories__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER categories__after_insert
AFTER INSERT ON categories FOR EACH ROW
BEGIN
    CALL audit_record(
        'catalogue', 'insert', 'categories', NEW.category_id, NULL, NULL
    );

    UPDATE catalogue_versions
    SET version = version + 1
    WHERE catalogue_version_id = 1;
END$$
DELIMITER ;
