-- audit_record: write one audit row for a changed row; an update that changed nothing leaves none.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: nothing
DROP PROCEDURE IF EXISTS audit_record;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE audit_record (
    IN p_subsystem_code VARCHAR(32),
    IN p_action VARCHAR(32),
    IN p_table_name VARCHAR(64),
    IN p_row_key VARCHAR(190),
    IN p_old_values JSON,
    IN p_new_values JSON
)
COMMENT 'Write one audit row for a changed row; an update that changed nothing leaves none.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    -- Documents are compared byte by byte: a new spelling is a change, too.
    IF NOT (
        p_action = 'update'
        AND CAST(p_old_values AS CHAR) COLLATE utf8mb4_bin <=> CAST(p_new_values AS CHAR)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), p_subsystem_code, 'event', p_action,
            p_table_name, p_row_key, p_old_values, p_new_values
        );
    END IF;
END$$
DELIMITER ;
