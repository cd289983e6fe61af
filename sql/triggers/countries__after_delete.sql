-- countries__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS countries__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__after_delete
AFTER DELETE ON countries FOR EACH ROW
BEGIN
    CALL audit_record(
        'identity', 'delete', 'countries', OLD.country_code,
        JSON_OBJECT(
            'country_code', OLD.country_code,
            'name', OLD.name,
            'dial_code', OLD.dial_code
        ),
        NULL
    );
END$$
DELIMITER ;
