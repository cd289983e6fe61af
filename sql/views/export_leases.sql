-- export_leases: the leases under which a file is being made, or was made and is kept; each names the folder of its file.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER VIEW export_leases AS
SELECT
    export_id,
    lease_token
FROM exports
WHERE state IN ('running', 'done');
GRANT SELECT ON export_leases TO store_worker;
