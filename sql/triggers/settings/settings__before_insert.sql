-- settings__before_insert: a setting begins with a value that its readers take.
DROP TRIGGER IF EXISTS settings__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER settings__before_insert
BEFORE INSERT ON settings FOR EACH ROW
BEGIN
    CALL setting_require(NEW.value_type, NEW.value, NEW.min_value, NEW.max_value);
END$$
DELIMITER ;
