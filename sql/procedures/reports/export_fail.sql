-- export_fail: record why an export failed; it is tried again if that may help.
-- Route:   none: the export worker calls it
-- Fails:   unauthenticated, forbidden, lease_lost
-- Locks:   the export
-- Returns: nothing
DROP PROCEDURE IF EXISTS export_fail;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_fail (
    IN p_session CHAR(32),
    IN p_export_id BIGINT UNSIGNED,
    IN p_lease_token CHAR(36),
    IN p_error VARCHAR(500),
    IN p_is_final BOOLEAN
)
COMMENT 'Record why an export failed; it is tried again if that may help.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'reports.work');
    UPDATE exports
    SET
        state = IF(p_is_final OR attempts >= setting('export_attempts'), 'failed', 'queued'),
        finished_at = IF(state = 'failed', UTC_TIMESTAMP(6), NULL),
        last_error = p_error,
        file_bytes = NULL,
        lease_token = NULL,
        due_at = UTC_TIMESTAMP(6) + INTERVAL 5 * attempts SECOND
    WHERE
        export_id = p_export_id
        AND lease_token = p_lease_token
        AND state = 'running';
    IF ROW_COUNT() = 0 THEN
        CALL fail('lease_lost', CONCAT('Export ', p_export_id, ' was cancelled or taken over.'));
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_fail TO store_worker;
