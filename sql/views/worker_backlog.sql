-- worker_backlog: how many mails and exports wait to be carried out.
CREATE OR REPLACE DEFINER = 'store_owner'@'localhost' SQL SECURITY DEFINER
VIEW worker_backlog AS
SELECT
    (SELECT COUNT(*) FROM mails WHERE state IN ('queued', 'sending')) AS mails_waiting,
    (SELECT COUNT(*) FROM mails WHERE state = 'dead') AS mails_dead,
    (SELECT COUNT(*) FROM exports WHERE state IN ('queued', 'running')) AS exports_waiting;
GRANT SELECT ON worker_backlog TO store_api;
GRANT SELECT ON worker_backlog TO store_worker;
