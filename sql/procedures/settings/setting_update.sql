-- setting_update: change a setting.
-- Route:   PATCH /settings/{setting_code}
-- Fails:   unauthenticated, forbidden, not_found, precondition_failed, validation_failed, currency_in_use
-- Locks:   the setting
-- Returns: one row: setting_code, subsystem_code, value_type, value, min_value, max_value, description, version
DROP PROCEDURE IF EXISTS setting_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE setting_update (
    IN p_session CHAR(32),
    IN p_setting_code VARCHAR(64),
    IN p_value VARCHAR(300),
    IN p_version INT UNSIGNED
)
COMMENT 'Change a setting.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_version INT UNSIGNED;
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('settings');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, 'settings.update');
    SELECT version
    INTO v_version
    FROM settings
    WHERE setting_code = p_setting_code
    FOR UPDATE;
    IF v_version IS NULL THEN
        CALL fail('not_found', CONCAT('There is no setting ', p_setting_code, '.'));
    END IF;
    -- Who names no version asks for none.
    IF p_version IS NOT NULL AND NOT v_version <=> p_version THEN
        CALL fail('precondition_failed', CONCAT(
            'Setting ', p_setting_code, ' was changed: it is version ', v_version, ' now.'
        ));
    END IF;
    UPDATE settings
    SET value = p_value
    WHERE setting_code = p_setting_code;

    SELECT
        setting_code,
        subsystem_code,
        value_type,
        value,
        min_value,
        max_value,
        description,
        version
    FROM settings
    WHERE setting_code = p_setting_code;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE setting_update TO store_api;
