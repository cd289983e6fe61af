-- audit_partition_state: one row: the newest month of the audit, and whether the next one is there.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW audit_partition_state AS
SELECT
    audit_newest_partition() AS newest_partition,
    COALESCE(
        audit_newest_partition() >= DATE_FORMAT(UTC_DATE() + INTERVAL 1 MONTH, 'p%Y%m'), FALSE
    ) AS is_next_month_there;
GRANT SELECT ON audit_partition_state TO store_api;
GRANT SELECT ON audit_partition_state TO store_worker;
