-- changes_open_since: when the oldest transaction that has changed something began.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: datetime(6), or NULL where the server cannot tell just now
DROP FUNCTION IF EXISTS changes_open_since;
DELIMITER $$
CREATE DEFINER = 'store_watcher'@'localhost' FUNCTION changes_open_since ()
RETURNS DATETIME(6)
COMMENT 'When the oldest transaction that has changed something began.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    DECLARE v_started_at DATETIME;

    -- Who holds no lock has written nothing yet: what only reads may stay open for hours.
    -- The caller holds one. If the server shows once more what it showed before, which it does
    -- for a tenth of a second, then what began since is not older than what is shown.
    -- What a crash has left behind no longer tells when it began.
    SELECT IF(SUM(trx_mysql_thread_id = 0) > 0, NULL, MIN(trx_started))
    INTO v_started_at
    FROM information_schema.innodb_trx
    WHERE trx_lock_structs > 0;

    RETURN LEAST(
        CONVERT_TZ(v_started_at, 'SYSTEM', '+00:00'),
        -- Of an hour that the server's clock shows twice, the first.
        CONVERT_TZ(v_started_at - INTERVAL 1 HOUR, 'SYSTEM', '+00:00') + INTERVAL 1 HOUR
    );
END$$
DELIMITER ;
