-- actor_leave: end a call: no later statement acts for this user.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS actor_leave;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE actor_leave ()
COMMENT 'End a call: no later statement acts for this user.'
SQL SECURITY DEFINER
NO SQL
BEGIN
    SET @actor_id = NULL;
END$$
DELIMITER ;
