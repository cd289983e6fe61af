-- option_values_require: refuse values that the options of a product do not have, one for each option.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   the options
-- Returns: nothing
DROP PROCEDURE IF EXISTS option_values_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE option_values_require (
    IN p_product_id BIGINT UNSIGNED,
    IN p_option_values JSON
)
COMMENT 'Refuse values that the options of a product do not have, one for each option.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_options INT;
    DECLARE v_fitting INT;

    SELECT COUNT(*)
    INTO v_options
    FROM product_options
    WHERE product_id = p_product_id
    LOCK IN SHARE MODE;
    SELECT COUNT(*)
    INTO v_fitting
    FROM product_option_values
    WHERE
        product_id = p_product_id
        -- Byte by byte: 'Red' and 'Red ' would be two variants that look like one.
        AND CAST(value AS BINARY) = CAST(JSON_UNQUOTE(JSON_EXTRACT(
            p_option_values, CONCAT('$[', option_no - 1, ']')
        )) AS BINARY)
    LOCK IN SHARE MODE;
    IF v_options <> v_fitting OR v_options <> JSON_LENGTH(p_option_values) THEN
        CALL fail('validation_failed', CONCAT(
            'values: This product has ', v_options, ' options: give one of the values of each.'
        ));
    END IF;
END$$
DELIMITER ;
