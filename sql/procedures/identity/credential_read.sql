-- credential_read: the bcrypt hash that a login compares.
-- Route:   POST /users/login
-- Fails:   none
-- Locks:   none
-- Returns: one row or none: user_id, password_hash
DROP PROCEDURE IF EXISTS credential_read;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE credential_read (
    IN p_email VARCHAR(320)
)
COMMENT 'The bcrypt hash that a login compares.'
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
    CALL visitor_enter(NULL);
    SELECT
        u.user_id,
        c.password_hash
    FROM users AS u
    INNER JOIN user_credentials AS c ON u.user_id = c.user_id
    WHERE u.email = LOWER(p_email) AND u.is_active;

    CALL actor_leave();
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE credential_read TO store_api;
