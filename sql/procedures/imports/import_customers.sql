-- import_customers: take over the staged customers that the shop does not have; they owe no mail.
-- Route:   none: ./store import calls it
-- Fails:   unauthenticated, forbidden, validation_failed
-- Locks:   none
-- Returns: one row: imported
DROP PROCEDURE IF EXISTS import_customers;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_customers (
    IN p_session CHAR(32),
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED
)
COMMENT 'Take over the staged customers that the shop does not have; they owe no mail.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_imported INT;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('imports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'imports.run');
    DELETE FROM staged_customers
    WHERE
        source_code = p_source_code
        AND batch_no = p_batch_no
        AND email COLLATE utf8mb4_bin IN (SELECT email FROM users);

    INSERT INTO users (
        email, name, country_code, phone, is_imported, verified_at, created_at
    )
    SELECT
        email,
        name,
        country_code,
        phone,
        TRUE AS is_imported,
        IF(is_verified, COALESCE(registered_at, UTC_TIMESTAMP(6)), NULL) AS verified_at,
        COALESCE(registered_at, UTC_TIMESTAMP(6)) AS created_at
    FROM staged_customers
    WHERE source_code = p_source_code AND batch_no = p_batch_no
    ORDER BY email;
    SET v_imported = ROW_COUNT();

    -- The triggers of roles and addresses read users, so that the ids are fetched first.
    UPDATE staged_customers AS s
    INNER JOIN users AS u ON s.email COLLATE utf8mb4_bin = u.email
    SET s.user_id = u.user_id
    WHERE s.source_code = p_source_code AND s.batch_no = p_batch_no;

    INSERT INTO user_roles (user_id, role_code)
    SELECT
        user_id,
        'customer' AS role_code
    FROM staged_customers
    WHERE source_code = p_source_code AND batch_no = p_batch_no
    ORDER BY user_id;

    INSERT INTO addresses (user_id, name, line1, city, postal_code, country_code, phone)
    SELECT
        user_id,
        name,
        JSON_UNQUOTE(JSON_EXTRACT(address, '$.line1')) AS line1,
        JSON_UNQUOTE(JSON_EXTRACT(address, '$.city')) AS city,
        JSON_UNQUOTE(JSON_EXTRACT(address, '$.postal_code')) AS postal_code,
        country_code,
        phone
    FROM staged_customers
    WHERE source_code = p_source_code AND batch_no = p_batch_no AND address IS NOT NULL
    ORDER BY user_id;

    DELETE FROM staged_customers
    WHERE source_code = p_source_code AND batch_no = p_batch_no;

    SELECT v_imported AS imported;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE import_customers TO store_worker;
