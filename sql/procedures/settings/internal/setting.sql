-- setting: the value of a setting; NULL if there is none of that name.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(255)
DROP FUNCTION IF EXISTS setting;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION setting (
    p_setting_code VARCHAR(64)
)
RETURNS VARCHAR(255) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The value of a setting; NULL if there is none of that name.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (SELECT value FROM settings WHERE setting_code = p_setting_code);
END$$
DELIMITER ;
