-- import_stage_customers: stage customers; they registered at a wall clock time of the shop.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_stage_customers;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_stage_customers (
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED,
    IN p_rows JSON
)
COMMENT 'Stage customers; they registered at a wall clock time of the shop.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO staged_customers (
        source_code, batch_no, email, name, country_code, phone, registered_at, is_verified, address
    )
    SELECT
        p_source_code AS source_code,
        p_batch_no AS batch_no,
        r.email,
        r.name,
        r.country_code,
        r.phone,
        CONVERT_TZ(r.registered_at, setting('time_zone'), '+00:00') AS registered_at,
        COALESCE(r.is_verified, FALSE) AS is_verified,
        r.address
    -- As text: the staging table is strict about numbers and lengths on every server.
    FROM JSON_TABLE(p_rows, '$[*]' COLUMNS (
        email VARCHAR(255) PATH '$.email' ERROR ON ERROR,
        name VARCHAR(255) PATH '$.name' ERROR ON ERROR,
        country_code VARCHAR(255) PATH '$.country' ERROR ON ERROR,
        phone VARCHAR(255) PATH '$.phone' NULL ON EMPTY ERROR ON ERROR,
        registered_at VARCHAR(255) PATH '$.registered' NULL ON EMPTY ERROR ON ERROR,
        is_verified INT PATH '$.verified' NULL ON EMPTY ERROR ON ERROR,
        address JSON PATH '$.address' NULL ON EMPTY ERROR ON ERROR
    )) AS r
    ON DUPLICATE KEY UPDATE
        name = VALUES(name),
        country_code = VALUES(country_code),
        phone = VALUES(phone),
        registered_at = VALUES(registered_at),
        is_verified = VALUES(is_verified),
        address = VALUES(address);
END$$
DELIMITER ;
