-- login_refuse: record a wrong password or an unknown user, and refuse.
-- Route:   POST /users/login
-- Fails:   unauthenticated
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS login_refuse;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE login_refuse (
    IN p_email VARCHAR(320),
    IN p_client_address VARCHAR(45)
)
COMMENT 'Record a wrong password or an unknown user, and refuse.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    -- The same words for both, so that nobody learns who is registered.
    CALL visitor_enter(NULL);
    SET @actor_id = (SELECT user_id FROM users WHERE email = LOWER(p_email));
    CALL fail('unauthenticated', 'Wrong e-mail address or password.');

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE login_refuse TO store_api;
