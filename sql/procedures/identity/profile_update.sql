-- profile_update: change what a user may change of itself.
-- Route:   PATCH /users/profile
-- Fails:   unauthenticated, validation_failed
-- Locks:   the user
-- Returns: nothing
DROP PROCEDURE IF EXISTS profile_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE profile_update (
    IN p_session CHAR(32),
    IN p_fields JSON
)
COMMENT 'Change what a user may change of itself.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('identity');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    UPDATE users
    SET
        name = COALESCE(json_text(p_fields, '$.name'), name),
        phone = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.phone'), json_text(p_fields, '$.phone'), phone
        ),
        country_code = COALESCE(
            json_text(p_fields, '$.country'), country_code
        ),
        language_code = COALESCE(
            json_text(p_fields, '$.language'), language_code
        )
    WHERE user_id = @actor_id;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE profile_update TO store_api;
