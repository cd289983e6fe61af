-- Accounts: who may log in, and the roles that say what for.
-- Passwords are set by the runner; until then the logins are locked.
CREATE USER IF NOT EXISTS 'store_owner'@'localhost' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'api_login'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'worker_login'@'%' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'report_login'@'%' ACCOUNT LOCK;

-- Nobody logs in as these. One is the definer of audit_partitions_keep() and of the guard of the
-- audit, one of audit_seal() and of what that compares, one of changes_open_since().
CREATE USER IF NOT EXISTS 'store_retention'@'localhost' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'store_sealer'@'localhost' ACCOUNT LOCK;
CREATE USER IF NOT EXISTS 'store_watcher'@'localhost' ACCOUNT LOCK;

CREATE ROLE IF NOT EXISTS store_api;
CREATE ROLE IF NOT EXISTS store_worker;
CREATE ROLE IF NOT EXISTS store_report;

-- The definer of every routine, trigger and view: data only, no DROP, ALTER or CREATE,
-- so that not even the owner can TRUNCATE. Of the audit it may INSERT entries: grants.sql.
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE, TRIGGER, SHOW VIEW -- noqa: PRS
ON store.* TO 'store_owner'@'localhost';
-- What adding and dropping partitions takes; what it may call stands in grants.sql.
GRANT SELECT, INSERT, CREATE, ALTER, DROP, TRIGGER
ON store_audit.* TO 'store_retention'@'localhost';
-- To see since when transactions are open; the one function that runs as it tells nothing else.
GRANT PROCESS ON *.* TO 'store_watcher'@'localhost';

GRANT store_api TO 'api_login'@'%';
GRANT store_worker TO 'worker_login'@'%';
GRANT store_report TO 'report_login'@'%';
/*!80000 SET DEFAULT ROLE store_api TO 'api_login'@'%' */;
/*!80000 SET DEFAULT ROLE store_worker TO 'worker_login'@'%' */;
/*!80000 SET DEFAULT ROLE store_report TO 'report_login'@'%' */;
/*M!101100 SET DEFAULT ROLE store_api FOR 'api_login'@'%' */;
/*M!101100 SET DEFAULT ROLE store_worker FOR 'worker_login'@'%' */;
/*M!101100 SET DEFAULT ROLE store_report FOR 'report_login'@'%' */;
