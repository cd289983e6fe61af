-- setting: the value of a setting; without it nothing goes on as if it were off.
-- Route:   internal
-- Fails:   internal_error
-- Locks:   none
-- Returns: varchar(255)
DROP FUNCTION IF EXISTS setting;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION setting (
    p_setting_code VARCHAR(64)
)
RETURNS VARCHAR(255) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The value of a setting; without it nothing goes on as if it were off.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_value VARCHAR(255);

    SELECT value INTO v_value
    FROM settings
    WHERE setting_code = p_setting_code;
    IF v_value IS NULL THEN
        CALL fail('internal_error', CONCAT('There is no setting ', p_setting_code, '.'));
    END IF;
    RETURN v_value;
END$$
DELIMITER ;
