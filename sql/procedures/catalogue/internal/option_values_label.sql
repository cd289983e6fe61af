-- option_values_label: the values of a variant in one text, in the order of the options.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(255)
DROP FUNCTION IF EXISTS option_values_label;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION option_values_label (
    p_option_values JSON
)
RETURNS VARCHAR(255) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The values of a variant in one text, in the order of the options.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN COALESCE((
        SELECT LEFT(GROUP_CONCAT(v.value ORDER BY v.option_no SEPARATOR ' / '), 255)
        FROM JSON_TABLE(p_option_values, '$[*]' COLUMNS (
            option_no FOR ORDINALITY,
            value VARCHAR(60) PATH '$'
        )) AS v
    ), '');
END$$
DELIMITER ;
