-- setting_require: refuse a value that the readers of a setting of this type could not use.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   the way to ship that is named
-- Returns: nothing
DROP PROCEDURE IF EXISTS setting_require;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE setting_require (
    IN p_value_type VARCHAR(16),
    IN p_value VARCHAR(255),
    IN p_min INT,
    IN p_max INT
)
COMMENT 'Refuse a value that the readers of a setting of this type could not use.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_is_valid BOOLEAN;
    DECLARE v_wanted VARCHAR(100);
    DECLARE v_code VARCHAR(64);

    CASE p_value_type
        WHEN 'integer' THEN
            SET v_wanted = CONCAT('a whole number from ', p_min, ' to ', p_max);
            SET v_is_valid = p_value REGEXP '^(0|-?[1-9][0-9]{0,8})\\z'
            AND CAST(p_value AS SIGNED) BETWEEN p_min AND p_max;
        WHEN 'decimal' THEN
            SET v_wanted = CONCAT('a number from ', p_min, ' to ', p_max, ', such as 12.50');
            SET v_is_valid = p_value REGEXP '^(0|[1-9][0-9]{0,5})([.][0-9]{1,2})?\\z'
            AND CAST(p_value AS DECIMAL(10, 2)) BETWEEN p_min AND p_max;
        WHEN 'text' THEN
            SET v_wanted = 'a text on one line, without blanks at its ends';
            SET v_is_valid = p_value NOT REGEXP '^[[:space:]]|[[:space:]]\\z|[[:cntrl:]]'
            AND CHAR_LENGTH(p_value) > 0;
        WHEN 'currency' THEN
            SET v_wanted = 'a currency code such as EUR';
            SET v_is_valid = p_value COLLATE utf8mb4_bin REGEXP '^[A-Z]{3}\\z';
        WHEN 'time_zone' THEN
            SET v_wanted = 'the name of a time zone such as Europe/Sofia';
            SELECT time_zone_name INTO v_code
            FROM time_zones
            WHERE time_zone_name = p_value;
            SET v_is_valid = CHAR_LENGTH(v_code) = CHAR_LENGTH(p_value)
            AND CONVERT_TZ('2020-01-01', 'UTC', v_code) IS NOT NULL;
        WHEN 'shipping_method' THEN
            SET v_wanted = 'the code of a way to ship that is offered';
            SELECT shipping_method_code INTO v_code
            FROM shipping_methods
            WHERE shipping_method_code = p_value AND is_offered
            LOCK IN SHARE MODE; -- noqa: PRS
            SET v_is_valid = CHAR_LENGTH(v_code) = CHAR_LENGTH(p_value);
        ELSE
            SET v_wanted = 'of a type that somebody reads';
    END CASE;

    -- NULL, too, is not valid; a key is found with blanks at its end, readers would not find it.
    IF NOT v_is_valid <=> TRUE THEN
        CALL fail('validation_failed', CONCAT('value: Must be ', v_wanted, '.'));
    END IF;
END$$
DELIMITER ;
