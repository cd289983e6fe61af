-- export_cancel: stop an export that is not finished.
-- Route:   POST /exports/{export_id}/cancel
-- Fails:   unauthenticated, not_found, export_finished
-- Locks:   the export
-- Returns: one row: the export
DROP PROCEDURE IF EXISTS export_cancel;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE export_cancel (
    IN p_session CHAR(32),
    IN p_export_id BIGINT UNSIGNED
)
COMMENT 'Stop an export that is not finished.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_state VARCHAR(16);
    DECLARE v_sees_all BOOLEAN;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('reports');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    SET v_sees_all = (
        SELECT COUNT(*) > 0
        FROM actor_permissions
        WHERE user_id = @actor_id AND permission_code = 'reports.exports'
    );
    SET v_state = (
        SELECT state
        FROM exports
        WHERE export_id = p_export_id AND (user_id = @actor_id OR v_sees_all)
        FOR UPDATE
    );
    IF v_state IS NULL THEN
        CALL fail('not_found', CONCAT('There is no export ', p_export_id, ' of yours.'));
    END IF;
    IF v_state NOT IN ('queued', 'running', 'cancelled') THEN
        CALL fail('export_finished', CONCAT('Export ', p_export_id, ' is already ', v_state, '.'));
    END IF;
    UPDATE exports
    SET
        state = 'cancelled',
        last_error = NULL,
        file_bytes = NULL,
        finished_at = UTC_TIMESTAMP(6)
    WHERE export_id = p_export_id AND state <> 'cancelled';

    CALL export_answer(p_export_id);

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE export_cancel TO store_api;
