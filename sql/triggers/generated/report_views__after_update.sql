-- report_views__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS report_views__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER report_views__after_update
AFTER UPDATE ON report_views FOR EACH ROW
BEGIN
    IF NOT (
        NEW.report_view_id <=> OLD.report_view_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.report_code <=> CAST(OLD.report_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.filters <=> OLD.filters
        AND NEW.group_by <=> CAST(OLD.group_by AS BINARY)
        AND NEW.sort <=> CAST(OLD.sort AS BINARY)
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'reports', 'event', 'update',
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
            ),
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
    END IF;
END$$
DELIMITER ;
