-- whole_number: A whole number from text, refused unless within bounds.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: int
DROP FUNCTION IF EXISTS whole_number;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION whole_number (
    p_text VARCHAR(64),
    p_field VARCHAR(64),
    p_least INT,
    p_most INT
)
RETURNS INT
COMMENT 'A whole number from text, refused unless within bounds.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    IF p_text IS NULL OR p_text NOT REGEXP '^-?[0-9]{1,9}\\z'
    OR CAST(p_text AS SIGNED) < p_least OR CAST(p_text AS SIGNED) > p_most THEN
        CALL fail('validation_failed', CONCAT(
            p_field, ': Must be a whole number from ', p_least, ' to ', p_most, '.'
        ));
    END IF;
    RETURN CAST(p_text AS SIGNED);
END$$
DELIMITER ;
