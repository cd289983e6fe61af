-- report_register: make a report known: its permission exists and admin has it.
-- Route:   none: the API calls it when it reads reports.json
-- Fails:   unauthenticated, forbidden
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS report_register;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_register (
    IN p_session CHAR(32),
    IN p_report_code VARCHAR(64),
    IN p_permission_code VARCHAR(64),
    IN p_title VARCHAR(120)
)
COMMENT 'Make a report known: its permission exists and admin has it.'
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
    CALL actor_enter(p_session, 'reports.register');
    INSERT INTO permissions (permission_code, subsystem_code, title)
    VALUES (p_permission_code, 'reports', CONCAT('Report: ', p_title))
    ON DUPLICATE KEY UPDATE title = title;
    INSERT INTO role_permissions (role_code, permission_code)
    VALUES ('admin', p_permission_code)
    ON DUPLICATE KEY UPDATE role_code = 'admin';
    -- Without a report it is the permission of a column alone.
    INSERT INTO reports (report_code, permission_code, title)
    SELECT
        p_report_code,
        p_permission_code,
        p_title
    FROM DUAL
    WHERE p_report_code IS NOT NULL
    ON DUPLICATE KEY UPDATE
        permission_code = p_permission_code,
        title = p_title;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_register TO store_api;
GRANT EXECUTE ON PROCEDURE report_register TO store_worker;
