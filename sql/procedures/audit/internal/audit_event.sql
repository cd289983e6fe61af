-- audit_event: write one audit row for an event or an error without a table row.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS audit_event;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE audit_event (
    IN p_subsystem_code VARCHAR(32),
    IN p_kind VARCHAR(8),
    IN p_action VARCHAR(32),
    IN p_detail VARCHAR(255)
)
COMMENT 'Write one audit row for an event or an error without a table row.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action, detail
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), p_subsystem_code, p_kind, p_action, p_detail
    );
END$$
DELIMITER ;
