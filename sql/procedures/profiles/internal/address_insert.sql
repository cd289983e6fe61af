-- address_insert: write a new address of a user and return its id.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: bigint unsigned
DROP FUNCTION IF EXISTS address_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION address_insert (
    p_user_id BIGINT UNSIGNED,
    p_address JSON,
    p_is_in_book BOOLEAN
)
RETURNS BIGINT UNSIGNED
COMMENT 'Write a new address of a user and return its id.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    IF NOT EXISTS (
        SELECT 1
        FROM countries
        WHERE country_code = JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.country'))
    ) THEN
        CALL fail('validation_failed', 'country: Choose a country from the list.');
    END IF;
    INSERT INTO addresses (
        user_id, name, line1, line2, city, postal_code, country_code, phone, is_in_book
    )
    VALUES (
        p_user_id,
        JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.name')),
        JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.line1')),
        NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.line2')), 'null'),
        JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.city')),
        JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.postal_code')),
        JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.country')),
        NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.phone')), 'null'),
        p_is_in_book
    );
    RETURN LAST_INSERT_ID();
END$$
DELIMITER ;
