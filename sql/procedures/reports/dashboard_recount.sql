-- dashboard_recount: have the next dashboard_count count all orders and all stock anew.
-- Route:   none: ./store reports rebuild calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the state of the dashboard
-- Returns: nothing
DROP PROCEDURE IF EXISTS dashboard_recount;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE dashboard_recount (
    IN p_session CHAR(32)
)
COMMENT 'Have the next dashboard_count count all orders and all stock anew.'
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
    UPDATE dashboard_state
    SET counted_at = NULL
    WHERE dashboard_state_id = 1;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE dashboard_recount TO store_worker;
