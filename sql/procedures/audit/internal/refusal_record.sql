-- refusal_record: keep the refusal of a known actor in the audit after the ROLLBACK.
-- Route:   internal
-- Fails:   none
-- Locks:   the count of the user
-- Returns: nothing
DROP PROCEDURE IF EXISTS refusal_record;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE refusal_record (
    IN p_subsystem_code VARCHAR(32)
)
COMMENT 'Keep the refusal of a known actor in the audit after the ROLLBACK.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    -- Visitors are refused at no cost to them: the API counts those, see refusals_count().
    -- Anybody may become a user: beyond the limit theirs are counted, too, and nothing more.
    IF @refusal_code IS NOT NULL AND @actor_id IS NOT NULL THEN
        IF try_counted('refusal_user_limit', CONCAT('user:', @actor_id))
        <= setting('refusal_user_limit') THEN
            INSERT INTO store_audit.entries (
                happened_at, actor_id, db_user, subsystem_code, kind, action, detail
            )
            VALUES (
                UTC_TIMESTAMP(6), @actor_id, USER(), p_subsystem_code, 'error',
                LEFT(@refusal_code, 32), @refusal_detail
            );
        END IF;
    END IF;
    SET @refusal_code = NULL;
    SET @actor_id = NULL;
END$$
DELIMITER ;
