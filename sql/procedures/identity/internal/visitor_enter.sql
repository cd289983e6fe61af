-- visitor_enter: begin a call that anonymous visitors may make.
-- Route:   internal
-- Fails:   unauthenticated
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS visitor_enter;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE visitor_enter (
    IN p_actor_id BIGINT UNSIGNED
)
COMMENT 'Begin a call that anonymous visitors may make.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    SET @refusal_code = NULL;
    SET @actor_id = p_actor_id;
    IF p_actor_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM users WHERE user_id = p_actor_id AND is_active
    ) THEN
        CALL fail('unauthenticated', 'This account does not exist or is not active.');
    END IF;
END$$
DELIMITER ;
