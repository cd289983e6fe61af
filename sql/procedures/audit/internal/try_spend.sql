-- try_spend: count a try; refuse one that is more than a setting allows in an hour.
-- Route:   internal
-- Fails:   rate_limited
-- Locks:   the count, until the end of the transaction
-- Returns: nothing
DROP PROCEDURE IF EXISTS try_spend;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE try_spend (
    IN p_setting_code VARCHAR(64),
    IN p_who VARCHAR(80)
)
COMMENT 'Count a try; refuse one that is more than a setting allows in an hour.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    IF try_counted(p_setting_code, p_who) > setting(p_setting_code) THEN
        CALL fail('rate_limited', CONCAT(
            'Too often: try again in ',
            3600 - MINUTE(UTC_TIMESTAMP(6)) * 60 - SECOND(UTC_TIMESTAMP(6)),
            ' seconds.'
        ));
    END IF;
END$$
DELIMITER ;
