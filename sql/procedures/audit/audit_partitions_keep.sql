-- audit_partitions_keep: give the audit its next three months and drop those past their time.
-- Route:   none: the clock calls it
-- Fails:   unauthenticated, forbidden, unavailable
-- Locks:   the table of the audit, for each month that comes or goes
-- Returns: one row: added, dropped
DROP PROCEDURE IF EXISTS audit_partitions_keep;
DELIMITER $$
CREATE DEFINER = 'store_retention'@'localhost' PROCEDURE audit_partitions_keep (
    IN p_session CHAR(32)
)
COMMENT 'Give the audit its next three months and drop those past their time.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_patience INT UNSIGNED DEFAULT @@SESSION.lock_wait_timeout;
    DECLARE v_today_on DATE DEFAULT UTC_DATE();
    DECLARE v_month_on DATE;
    DECLARE v_partition VARCHAR(64);
    DECLARE v_added INT DEFAULT 0;
    DECLARE v_dropped INT DEFAULT 0;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        SET SESSION lock_wait_timeout = v_patience;
        CALL refusal_record('audit');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');

    -- Who waits for the table makes every writer wait behind it. Each ALTER commits by itself
    -- and is one month: what an interrupted call has not done, the next one does.
    SET SESSION lock_wait_timeout = 3;

    -- The newest month there is; in a new audit that before this one.
    SELECT COALESCE(MAX(partition_name), DATE_FORMAT(v_today_on - INTERVAL 1 MONTH, 'p%Y%m'))
    INTO v_partition
    FROM information_schema.partitions
    WHERE
        table_schema = 'store_audit'
        AND table_name = 'entries'
        AND partition_name <> 'plater';

    WHILE v_partition < DATE_FORMAT(v_today_on + INTERVAL 3 MONTH, 'p%Y%m') DO
        SET v_month_on = STR_TO_DATE(CONCAT(v_partition, '01'), 'p%Y%m%d') + INTERVAL 1 MONTH;
        SET v_partition = DATE_FORMAT(v_month_on, 'p%Y%m');
        SET @audit_statement = CONCAT(
            'ALTER TABLE store_audit.entries REORGANIZE PARTITION plater INTO (',
            'PARTITION ', v_partition,
            ' VALUES LESS THAN (''', v_month_on + INTERVAL 1 MONTH, '''),',
            ' PARTITION plater VALUES LESS THAN (MAXVALUE))'
        );
        PREPARE audit_statement FROM @audit_statement;
        EXECUTE audit_statement;
        DEALLOCATE PREPARE audit_statement;
        SET v_added = v_added + 1;
    END WHILE;

    -- The setting is at least three months, so that this one never goes.
    SET v_month_on = v_today_on - INTERVAL setting('audit_months') MONTH;
    drop_month: LOOP
        SELECT MIN(partition_name)
        INTO v_partition
        FROM information_schema.partitions
        WHERE table_schema = 'store_audit' AND table_name = 'entries';
        IF NOT v_partition < DATE_FORMAT(v_month_on, 'p%Y%m') THEN
            LEAVE drop_month;
        END IF;
        -- Before: a month that is gone without a word is one that somebody has taken.
        UPDATE store_audit.seals
        SET is_dropped = TRUE
        WHERE
            NOT is_dropped
            AND first_at < STR_TO_DATE(CONCAT(v_partition, '01'), 'p%Y%m%d') + INTERVAL 1 MONTH;
        SET @audit_statement = CONCAT(
            'ALTER TABLE store_audit.entries DROP PARTITION ', v_partition
        );
        PREPARE audit_statement FROM @audit_statement;
        EXECUTE audit_statement;
        DEALLOCATE PREPARE audit_statement;
        SET v_dropped = v_dropped + 1;
        CALL audit_event('audit', 'event', 'partition_dropped', v_partition);
    END LOOP;

    SET SESSION lock_wait_timeout = v_patience;
    SELECT
        v_added AS added,
        v_dropped AS dropped;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE audit_partitions_keep TO 'store_retention'@'localhost';
GRANT EXECUTE ON PROCEDURE audit_partitions_keep TO store_worker;
