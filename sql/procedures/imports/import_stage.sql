-- import_stage: lay rows of another system down, as they came, to be imported next.
-- Route:   none: ./store import calls it
-- Fails:   unauthenticated, forbidden, validation_failed
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS import_stage;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE import_stage (
    IN p_session CHAR(32),
    IN p_source_code VARCHAR(31),
    IN p_batch_no INT UNSIGNED,
    IN p_kind VARCHAR(32),
    IN p_rows JSON
)
COMMENT 'Lay rows of another system down, as they came, to be imported next.'
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
    CASE p_kind
        WHEN 'categories' THEN
            CALL import_stage_categories(p_source_code, p_batch_no, p_rows);
        WHEN 'products' THEN
            CALL import_stage_products(p_source_code, p_batch_no, p_rows);
        WHEN 'customers' THEN
            CALL import_stage_customers(p_source_code, p_batch_no, p_rows);
        WHEN 'orders' THEN
            CALL import_stage_orders(p_source_code, p_batch_no, p_rows);
        ELSE
            CALL fail('validation_failed', CONCAT(
                'kind: "', COALESCE(p_kind, ''), '" is not one of ',
                'categories, products, customers, orders.'
            ));
    END CASE;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE import_stage TO store_worker;
