-- try_counted: count that somebody did once more in this hour what a setting bounds.
-- Route:   internal
-- Fails:   none
-- Locks:   the count
-- Returns: int unsigned: how often by now
DROP FUNCTION IF EXISTS try_counted;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION try_counted (
    p_setting_code VARCHAR(64),
    p_who VARCHAR(80)
)
RETURNS INT UNSIGNED
COMMENT 'Count that somebody did once more in this hour what a setting bounds.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_hour_at DATETIME(6)
    DEFAULT CAST(DATE_FORMAT(UTC_TIMESTAMP(6), '%Y-%m-%d %H:00:00') AS DATETIME(6));

    INSERT INTO tries (setting_code, who, hour_at, try_count)
    VALUES (p_setting_code, p_who, v_hour_at, 1)
    ON DUPLICATE KEY UPDATE try_count = try_count + 1;
    RETURN (
        SELECT try_count
        FROM tries
        WHERE setting_code = p_setting_code AND who = p_who AND hour_at = v_hour_at
    );
END$$
DELIMITER ;
