-- audit_newest_partition: The newest month that the audit has a partition for, such as p202611.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(64)
DROP FUNCTION IF EXISTS audit_newest_partition;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION audit_newest_partition ()
RETURNS VARCHAR(64) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'The newest month that the audit has a partition for, such as p202611.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    RETURN (
        SELECT MAX(partition_name)
        FROM information_schema.partitions
        WHERE
            table_schema = 'store_audit'
            AND table_name = 'entries'
            AND partition_name <> 'plater'
    );
END$$
DELIMITER ;
