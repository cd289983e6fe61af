-- export_expire_next: let go of the oldest file that is past its retention.
-- Route:   none: the clock calls it
-- Fails:   unauthenticated, forbidden
-- Locks:   the export
-- Returns: one row or none: export_id, file_name
DROP PROCEDURE IF EXISTS export_expire_next;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_expire_next (
    IN p_session CHAR(32)
)
COMMENT 'Let go of the oldest file that is past its retention.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_export_id BIGINT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'clock.run');
    SELECT export_id
    INTO v_export_id
    FROM exports
    WHERE
        state = 'done'
        AND finished_at < UTC_TIMESTAMP(6) - INTERVAL setting('export_days') DAY
    ORDER BY export_id
    LIMIT 1
    FOR UPDATE; -- noqa: PRS
    UPDATE exports
    SET state = 'expired'
    WHERE export_id = v_export_id;

    SELECT
        export_id,
        file_name
    FROM exports
    WHERE export_id = v_export_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_expire_next TO store_worker;
