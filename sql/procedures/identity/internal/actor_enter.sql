-- actor_enter: begin a call of a user, who needs the permission if one is named.
-- Route:   internal
-- Fails:   unauthenticated, forbidden
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS actor_enter;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE actor_enter (
    IN p_actor_id BIGINT UNSIGNED,
    IN p_permission_code VARCHAR(64)
)
COMMENT 'Begin a call of a user, who needs the permission if one is named.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    CALL visitor_enter(p_actor_id);
    IF p_actor_id IS NULL THEN
        CALL fail('unauthenticated', 'Log in first.');
    END IF;
    IF p_permission_code IS NOT NULL AND NOT EXISTS (
        SELECT 1
        FROM user_roles AS ur
        INNER JOIN role_permissions AS rp ON ur.role_code = rp.role_code
        WHERE
            ur.user_id = p_actor_id
            AND rp.permission_code = p_permission_code
    ) THEN
        CALL fail('forbidden', CONCAT('You need the permission ', p_permission_code, '.'));
    END IF;
END$$
DELIMITER ;
