-- report_view_update: change the named fields of a view that the caller saved.
-- Route:   PATCH /report-views/{report_view_id}
-- Fails:   unauthenticated, forbidden, not_found, validation_failed
-- Locks:   the view
-- Returns: one row: document (JSON)
DROP PROCEDURE IF EXISTS report_view_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE report_view_update (
    IN p_session CHAR(32),
    IN p_report_view_id BIGINT UNSIGNED,
    IN p_fields JSON
)
COMMENT 'Change the named fields of a view that the caller saved.'
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
    CALL actor_enter(p_session, NULL);
    CALL report_view_lock(p_report_view_id);
    UPDATE report_views
    SET
        title = COALESCE(json_text(p_fields, '$.title'), title),
        filters = COALESCE(JSON_EXTRACT(p_fields, '$.filters'), filters),
        -- These may also be taken away: null is a value.
        group_by = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.group_by'),
            json_text(p_fields, '$.group_by'),
            group_by
        ),
        sort = IF(
            JSON_CONTAINS_PATH(p_fields, 'one', '$.sort'), json_text(p_fields, '$.sort'), sort
        )
    WHERE report_view_id = p_report_view_id;
    IF JSON_CONTAINS_PATH(p_fields, 'one', '$.shared_with') THEN
        CALL report_view_share(p_report_view_id, JSON_EXTRACT(p_fields, '$.shared_with'));
    END IF;

    SELECT report_view_document(p_report_view_id, @actor_id) AS document;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE report_view_update TO store_api;
