-- import_begin: forget what an import that was cut short has staged; what it has taken over stays.
-- Route:   none: ./store import calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the staged rows
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_begin;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_begin (
    IN p_session CHAR(32),
    IN p_source_code VARCHAR(31)
)
COMMENT 'Forget what an import that was cut short has staged; what it has taken over stays.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('imports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'imports.run');
    -- Orders first: a batch that is being taken over has them locked, and ends before this.
    DELETE FROM staged_orders
    WHERE source_code = p_source_code;
    DELETE FROM staged_order_lines
    WHERE source_code = p_source_code;
    DELETE FROM staged_customers
    WHERE source_code = p_source_code;
    DELETE FROM staged_products
    WHERE source_code = p_source_code;
    DELETE FROM staged_categories
    WHERE source_code = p_source_code;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE import_begin TO store_worker;
