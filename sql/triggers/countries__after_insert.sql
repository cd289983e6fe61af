-- countries__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS countries__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__after_insert
AFTER INSERT ON countries FOR EACH ROW
BEGIN
    CALL audit_record(
        'identity', 'insert', 'countries', NEW.country_code,
        NULL,
        JSON_OBJECT(
            'country_code', NEW.country_code,
            'name', NEW.name,
            'dial_code', NEW.dial_code
        )
    );
END$$
DELIMITER ;
