-- address_hash_of: the hash by which an address of somebody is known.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: binary(32)
DROP FUNCTION IF EXISTS address_hash_of;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION address_hash_of (
    p_user_id BIGINT UNSIGNED,
    p_name VARCHAR(120),
    p_line1 VARCHAR(160),
    p_line2 VARCHAR(160),
    p_city VARCHAR(80),
    p_postal_code VARCHAR(16),
    p_country_code CHAR(2),
    p_phone VARCHAR(20)
)
RETURNS BINARY(32)
COMMENT 'The hash by which an address of somebody is known.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    RETURN UNHEX(SHA2(CONCAT_WS(
        '\n', COALESCE(p_user_id, ''), p_name, p_line1, COALESCE(p_line2, ''), p_city,
        -- IGNORE stores NULL as '', after this has been asked.
        COALESCE(p_postal_code, ''), p_country_code, COALESCE(p_phone, '')
    ), 256));
END$$
DELIMITER ;
