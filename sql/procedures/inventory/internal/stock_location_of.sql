-- stock_location_of: the id of a stock location by its code; the default one for NULL.
-- Route:   internal
-- Fails:   not_found, validation_failed
-- Locks:   none
-- Returns: smallint unsigned
DROP FUNCTION IF EXISTS stock_location_of;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION stock_location_of (
    p_code VARCHAR(64),
    p_variant_id BIGINT UNSIGNED
)
RETURNS SMALLINT UNSIGNED
COMMENT 'The id of a stock location by its code; the default one for NULL.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_location_id SMALLINT UNSIGNED;

    IF NOT EXISTS (SELECT 1 FROM variants WHERE variant_id = p_variant_id) THEN
        CALL fail('not_found', CONCAT('There is no variant ', COALESCE(p_variant_id, 'NULL'), '.'));
    END IF;
    SELECT stock_location_id
    INTO v_location_id
    FROM stock_locations
    WHERE code = COALESCE(p_code, code)
    ORDER BY priority
    LIMIT 1;
    IF v_location_id IS NULL THEN
        CALL fail('validation_failed', CONCAT(
            'stock_location: There is no location "', LEFT(p_code, 32), '".'
        ));
    END IF;
    RETURN v_location_id;
END$$
DELIMITER ;
