-- address_take: the id of an address of somebody, which becomes a row if it is new.
-- Route:   internal
-- Fails:   validation_failed
-- Locks:   none
-- Returns: bigint unsigned
DROP FUNCTION IF EXISTS address_take;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION address_take (
    p_user_id BIGINT UNSIGNED,
    p_address JSON,
    p_is_in_book BOOLEAN
)
RETURNS BIGINT UNSIGNED
COMMENT 'The id of an address of somebody, which becomes a row if it is new.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_address_id BIGINT UNSIGNED;
    DECLARE v_hash BINARY(32);
    DECLARE v_name VARCHAR(255) DEFAULT JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.name'));
    DECLARE v_line1 VARCHAR(255) DEFAULT JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.line1'));
    DECLARE v_line2 VARCHAR(255)
    DEFAULT NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.line2')), 'null');
    DECLARE v_city VARCHAR(255) DEFAULT JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.city'));
    DECLARE v_postal_code VARCHAR(255)
    DEFAULT JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.postal_code'));
    DECLARE v_country_code VARCHAR(255)
    DEFAULT JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.country'));
    DECLARE v_phone VARCHAR(255)
    DEFAULT NULLIF(JSON_UNQUOTE(JSON_EXTRACT(p_address, '$.phone')), 'null');

    IF CHAR_LENGTH(v_name) <= 120 AND CHAR_LENGTH(v_line1) <= 160 AND CHAR_LENGTH(v_city) <= 80
    AND CHAR_LENGTH(v_postal_code) <= 16 AND CHAR_LENGTH(v_country_code) <= 2
    AND CHAR_LENGTH(COALESCE(v_line2, '')) <= 160 AND CHAR_LENGTH(COALESCE(v_phone, '')) <= 20 THEN
        -- Once, and not for each address that the shop knows.
        SET v_hash = address_hash_of(
            p_user_id, v_name, v_line1, v_line2, v_city, v_postal_code, v_country_code, v_phone
        );
        SELECT address_id
        INTO v_address_id
        FROM addresses
        WHERE address_hash = v_hash;
    END IF;
    IF v_address_id IS NULL THEN
        IF NOT EXISTS (SELECT 1 FROM countries WHERE country_code = v_country_code) THEN
            CALL fail('validation_failed', 'country: Choose a country from the list.');
        END IF;
        INSERT INTO addresses (
            user_id, name, line1, line2, city, postal_code, country_code, phone, is_in_book
        )
        VALUES (
            p_user_id, v_name, v_line1, v_line2, v_city, v_postal_code, v_country_code,
            v_phone, p_is_in_book
        )
        -- Another call of this customer may have been faster.
        ON DUPLICATE KEY UPDATE address_id = LAST_INSERT_ID(address_id);
        SET v_address_id = LAST_INSERT_ID();
    END IF;
    RETURN v_address_id;
END$$
DELIMITER ;
