-- money: an amount of money from text, refused unless it has at most two decimals.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: decimal(12, 2)
DROP FUNCTION IF EXISTS money;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION money (
    p_text VARCHAR(64),
    p_field VARCHAR(64)
)
RETURNS DECIMAL(12, 2)
COMMENT 'An amount of money from text, refused unless it has at most two decimals.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    IF p_text IS NULL OR p_text NOT REGEXP '^[0-9]{1,10}([.][0-9]{1,2})?\\z' THEN
        CALL fail('validation_failed', CONCAT(
            p_field, ': Must be an amount such as 12.50, not negative.'
        ));
    END IF;
    RETURN CAST(p_text AS DECIMAL(12, 2));
END$$
DELIMITER ;
