-- countries__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS countries__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__after_update
AFTER UPDATE ON countries FOR EACH ROW
BEGIN
    CALL audit_record(
        'identity', 'update', 'countries', OLD.country_code,
        JSON_OBJECT(
            'country_code', OLD.country_code,
            'name', OLD.name,
            'dial_code', OLD.dial_code
        ),
        JSON_OBJECT(
            'country_code', NEW.country_code,
            'name', NEW.name,
            'dial_code', NEW.dial_code
        )
    );
END$$
DELIMITER ;
