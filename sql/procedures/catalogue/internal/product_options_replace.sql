-- product_options_replace: give a product these options and values: a single variant takes the first of each, several must find their own among them.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   the options, the variants
-- Returns: nothing
DROP PROCEDURE IF EXISTS product_options_replace;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE product_options_replace (
    IN p_product_id BIGINT UNSIGNED,
    IN p_options JSON
)
COMMENT 'Give a product these options and values: a single variant takes the first of each, several must find their own among them.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_first JSON;
    DECLARE v_variants INT;

    -- Lists in JSON: the default would cut them.
    SET SESSION group_concat_max_len = 16777216;
    DELETE FROM product_option_values
    WHERE product_id = p_product_id;
    DELETE FROM product_options
    WHERE product_id = p_product_id;
    INSERT INTO product_options (product_id, option_no, name)
    SELECT
        p_product_id,
        o.option_no,
        COALESCE(o.name, '') AS name
    FROM JSON_TABLE(p_options, '$[*]' COLUMNS (
        option_no FOR ORDINALITY,
        name VARCHAR(255) PATH '$.name'
    )) AS o;
    INSERT INTO product_option_values (product_id, option_no, value_no, value)
    SELECT
        p_product_id,
        o.option_no,
        o.value_no,
        COALESCE(o.value, '') AS value
    FROM JSON_TABLE(p_options, '$[*]' COLUMNS (
        option_no FOR ORDINALITY,
        NESTED PATH '$.values[*]' COLUMNS (
            value_no FOR ORDINALITY,
            value VARCHAR(255) PATH '$'
        )
    )) AS o
    -- An option without values: nothing can have one, and the variants are refused below.
    WHERE o.value_no IS NOT NULL;

    SELECT JSON_EXTRACT(CONCAT('[', COALESCE(GROUP_CONCAT(
        JSON_QUOTE(value) ORDER BY option_no SEPARATOR ','
    ), ''), ']'), '$')
    INTO v_first
    FROM product_option_values
    WHERE product_id = p_product_id AND value_no = 1;
    SELECT variant_count
    INTO v_variants
    FROM products
    WHERE product_id = p_product_id;
    -- The trigger of the variants compares each with the new options.
    UPDATE variants
    SET option_values = IF(v_variants = 1, v_first, option_values)
    WHERE product_id = p_product_id;
END$$
DELIMITER ;
