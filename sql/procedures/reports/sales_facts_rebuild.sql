-- sales_facts_rebuild: have all sales facts made anew from the orders, batch by batch by sales_facts_take.
-- Route:   none: ./store reports rebuild calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the due orders
-- Returns: one row: due (orders that wait)
DROP PROCEDURE IF EXISTS sales_facts_rebuild;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE sales_facts_rebuild (
    IN p_session CHAR(32)
)
COMMENT 'Have all sales facts made anew from the orders, batch by batch by sales_facts_take.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    CALL sales_facts_expect();

    SELECT COUNT(*) AS due
    FROM sales_facts_due;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE sales_facts_rebuild TO store_worker;
