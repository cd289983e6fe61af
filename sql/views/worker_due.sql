-- worker_due: whether there is a mail or an export that a worker could take now.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW worker_due AS
SELECT
    EXISTS(SELECT 1 FROM events WHERE relay_no IS NULL)
    OR EXISTS(
        SELECT 1
        FROM mails
        WHERE state = 'queued' AND due_at <= UTC_TIMESTAMP(6)
    ) AS mail,
    EXISTS(
        SELECT 1
        FROM exports
        WHERE state IN ('queued', 'running') AND due_at <= UTC_TIMESTAMP(6)
    ) AS exports;
GRANT SELECT ON worker_due TO store_worker;
