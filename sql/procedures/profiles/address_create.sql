-- address_create: add an address to the book of a user.
-- Route:   POST /addresses
-- Fails:   unauthenticated, validation_failed
-- Locks:   none
-- Returns: one row: id, name, line1, line2, city, postal_code, country, phone
DROP PROCEDURE IF EXISTS address_create;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE address_create (
    IN p_session CHAR(32),
    IN p_address JSON
)
COMMENT 'Add an address to the book of a user.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_address_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('profiles');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    SET v_address_id = address_take(@actor_id, p_address, TRUE);
    -- It may have been written at an order, or taken out of the book before.
    UPDATE addresses
    SET is_in_book = TRUE
    WHERE address_id = v_address_id AND NOT is_in_book;

    SELECT
        address_id AS id,
        name,
        line1,
        line2,
        city,
        postal_code,
        country_code AS country,
        phone
    FROM addresses
    WHERE address_id = v_address_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE address_create TO store_api;
