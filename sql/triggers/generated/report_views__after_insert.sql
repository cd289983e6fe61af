-- report_views__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_views__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_views__after_insert
AFTER INSERT ON report_views FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'insert',
        'report_views', NEW.report_view_id,
        JSON_OBJECT(
            'report_view_id', NEW.report_view_id,
            'user_id', NEW.user_id,
            'report_code', NEW.report_code,
            'title', NEW.title,
            'filters', NEW.filters,
            'group_by', NEW.group_by,
            'sort', NEW.sort,
            'created_at', NEW.created_at
        )
    );
END$$
DELIMITER ;
