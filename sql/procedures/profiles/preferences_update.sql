-- preferences_update: change how a user likes pages and files.
-- Route:   PATCH /users/preferences
-- Fails:   unauthenticated, validation_failed
-- Locks:   the user
-- Returns: nothing
DROP PROCEDURE IF EXISTS preferences_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE preferences_update (
    IN p_session CHAR(32),
    IN p_fields JSON
)
COMMENT 'Change how a user likes pages and files.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE v_language VARCHAR(64) DEFAULT json_text(p_fields, '$.language');
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('profiles');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    IF v_language IS NOT NULL THEN
        IF v_language NOT IN ('en', 'bg') THEN
            CALL fail('validation_failed', 'language: Pages are in en and bg.');
        END IF;
        UPDATE users
        SET language_code = v_language
        WHERE user_id = @actor_id;
    END IF;
    INSERT INTO user_preferences (user_id)
    VALUES (@actor_id)
    ON DUPLICATE KEY UPDATE user_id = @actor_id;
    UPDATE user_preferences
    SET
        csv_separator = COALESCE(json_text(p_fields, '$.csv_delimiter'), csv_separator),
        csv_decimal = COALESCE(json_text(p_fields, '$.csv_decimal'), csv_decimal),
        is_csv_with_bom = COALESCE(json_text(p_fields, '$.csv_bom') = 'true', is_csv_with_bom)
    WHERE user_id = @actor_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE preferences_update TO store_api;
