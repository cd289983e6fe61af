-- option_values_label: the values of a variant in one text, in the order of the options.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: text
DROP FUNCTION IF EXISTS option_values_label;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION option_values_label (
    p_option_values JSON
)
RETURNS TEXT CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The values of a variant in one text, in the order of the options.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    -- A product has at most five options.
    RETURN CONCAT_WS(
        ' / ',
        JSON_UNQUOTE(JSON_EXTRACT(p_option_values, '$[0]')),
        JSON_UNQUOTE(JSON_EXTRACT(p_option_values, '$[1]')),
        JSON_UNQUOTE(JSON_EXTRACT(p_option_values, '$[2]')),
        JSON_UNQUOTE(JSON_EXTRACT(p_option_values, '$[3]')),
        JSON_UNQUOTE(JSON_EXTRACT(p_option_values, '$[4]'))
    );
END$$
DELIMITER ;
