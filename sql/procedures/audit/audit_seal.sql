-- audit_seal: seal the next entries of the audit, so that none of them changes or goes unnoticed.
-- Route:   none: the clock calls it until nothing is left
-- Fails:   unauthenticated, forbidden
-- Locks:   the entries that it seals, shared
-- Returns: one row: sealed, last_entry_id, seal_hash
DROP PROCEDURE IF EXISTS audit_seal;
DELIMITER $$
CREATE DEFINER = 'store_sealer'@'localhost' PROCEDURE audit_seal (
    IN p_session CHAR(32)
)
COMMENT 'Seal the next entries of the audit, so that none of them changes or goes unnoticed.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_seal_no INT UNSIGNED DEFAULT 0;
    DECLARE v_before BIGINT UNSIGNED DEFAULT 0;
    DECLARE v_hash CHAR(64) DEFAULT '';
    DECLARE v_last BIGINT UNSIGNED;
    DECLARE v_count INT UNSIGNED DEFAULT 0;
    DECLARE v_first_at DATETIME(6);
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('audit');
        RESIGNAL;
    END;

    -- Entries that come to an end while this waits for them are seen by what follows.
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    BEGIN
        DECLARE CONTINUE HANDLER FOR NOT FOUND BEGIN END;
        SELECT
            seal_no,
            last_entry_id,
            seal_hash
        INTO v_seal_no, v_before, v_hash
        FROM store_audit.seals
        ORDER BY seal_no DESC
        LIMIT 1;
    END;

    -- Numbers are given a moment before the row is there: by now these rows are.
    SELECT MAX(e.entry_id)
    INTO v_last
    FROM (
        SELECT entry_id
        FROM store_audit.entries
        WHERE
            entry_id > v_before
            AND happened_at
            < UTC_TIMESTAMP(6) - INTERVAL (120 + @@GLOBAL.innodb_lock_wait_timeout) SECOND
        ORDER BY entry_id
        LIMIT 10000
    ) AS e;
    IF v_last IS NOT NULL THEN
        -- Waits for every open transaction that has written one of them.
        SELECT
            COUNT(*),
            MIN(happened_at)
        INTO v_count, v_first_at
        FROM store_audit.entries
        WHERE entry_id BETWEEN v_before + 1 AND v_last
        LOCK IN SHARE MODE;
        SET v_hash = SHA2(CONCAT_WS(
            '/', v_seal_no + 1, v_before + 1, v_last, v_count, v_hash,
            audit_entries_hash(v_before + 1, v_last)
        ), 256);
        INSERT INTO store_audit.seals (
            seal_no, first_entry_id, last_entry_id, entry_count, first_at, seal_hash, sealed_at
        )
        VALUES (
            v_seal_no + 1, v_before + 1, v_last, v_count, v_first_at, v_hash, UTC_TIMESTAMP(6)
        );
    END IF;

    SELECT
        v_count AS sealed,
        v_last AS last_entry_id,
        v_hash AS seal_hash;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE audit_seal TO 'store_sealer'@'localhost';
GRANT EXECUTE ON PROCEDURE audit_seal TO store_worker;
