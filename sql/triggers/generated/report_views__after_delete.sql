-- report_views__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_views__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_views__after_delete
AFTER DELETE ON report_views FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'delete',
        'report_views', OLD.report_view_id,
        JSON_OBJECT(
            'report_view_id', OLD.report_view_id,
            'user_id', OLD.user_id,
            'report_code', OLD.report_code,
            'title', OLD.title,
            'filters', OLD.filters,
            'group_by', OLD.group_by,
            'sort', OLD.sort,
            'created_at', OLD.created_at
        )
    );
END$$
DELIMITER ;
