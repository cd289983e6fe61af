-- settings__before_update: count the versions of a setting and check what a regular expression cannot.
DROP TRIGGER IF EXISTS settings__before_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__before_update
BEFORE UPDATE ON settings FOR EACH ROW
BEGIN
    IF NOT NEW.setting_code <=> CAST(OLD.setting_code AS BINARY) THEN
        CALL fail('row_kept', 'A setting keeps its name.');
    END IF;
    SET NEW.version = OLD.version + 1;
    IF NEW.value_type = 'time_zone'
    AND CONVERT_TZ('2020-01-01', 'UTC', NEW.value) IS NULL THEN
        CALL fail('validation_failed', 'value: There is no such time zone.');
    END IF;
    IF NEW.value_type = 'currency' AND NEW.value COLLATE utf8mb4_bin NOT REGEXP '^[A-Z]{3}\\z' THEN
        CALL fail('validation_failed', 'value: Must be a currency code such as EUR.');
    END IF;
END$$
DELIMITER ;
