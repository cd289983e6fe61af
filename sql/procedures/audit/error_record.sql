-- error_record: keep a mistake that only the API saw, such as an unknown URL.
-- Route:   any unknown one
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS error_record;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE error_record (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_code VARCHAR(64),
    IN p_detail VARCHAR(500)
)
COMMENT 'Keep a mistake that only the API saw, such as an unknown URL.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('audit');
        RESIGNAL;
    END;

    START TRANSACTION;
    SET @actor_id = p_actor_id;
    CALL audit_event('audit', 'error', LEFT(p_code, 32), LEFT(p_detail, 255));

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE error_record TO store_api;
