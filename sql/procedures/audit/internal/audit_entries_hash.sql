-- audit_entries_hash: one hash of all that a range of the audit holds.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: char(64)
DROP FUNCTION IF EXISTS audit_entries_hash;
DELIMITER $$
CREATE DEFINER = 'store_sealer'@'localhost' FUNCTION audit_entries_hash (
    p_first_entry_id BIGINT UNSIGNED,
    p_last_entry_id BIGINT UNSIGNED
)
RETURNS CHAR(64) CHARSET utf8mb4 COLLATE utf8mb4_bin
COMMENT 'One hash of all that a range of the audit holds.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    SET SESSION group_concat_max_len = 16777216;
    RETURN (
        SELECT SHA2(GROUP_CONCAT(
            SHA2(CAST(JSON_ARRAY(
                entry_id, happened_at, actor_id, db_user, subsystem_code, kind, action,
                table_name, row_key, old_values, new_values, detail
            ) AS CHAR), 256)
            ORDER BY entry_id SEPARATOR ''
        ), 256)
        FROM store_audit.entries
        WHERE entry_id BETWEEN p_first_entry_id AND p_last_entry_id
    );
END$$
DELIMITER ;
