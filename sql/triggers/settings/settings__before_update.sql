-- settings__before_update: a setting keeps its name and type, and its value is one that its readers take.
DROP TRIGGER IF EXISTS settings__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__before_update
BEFORE UPDATE ON settings FOR EACH ROW
BEGIN
    IF NOT (
        NEW.setting_code <=> CAST(OLD.setting_code AS BINARY)
        AND NEW.value_type <=> CAST(OLD.value_type AS BINARY)
    ) THEN
        CALL fail('row_kept', 'A setting keeps its name and its type.');
    END IF;
    CALL setting_require(NEW.value_type, NEW.value, NEW.min_value, NEW.max_value);
    IF NEW.value_type = 'currency' AND NOT NEW.value <=> CAST(OLD.value AS BINARY) THEN
        CALL currency_unused_require(OLD.value);
    END IF;
    SET NEW.version = OLD.version + 1;
END$$
DELIMITER ;
