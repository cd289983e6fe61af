-- event_kinds__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS event_kinds__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER event_kinds__after_insert
AFTER INSERT ON event_kinds FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'messages', 'event', 'insert',
        'event_kinds', NEW.event_kind_code,
        JSON_OBJECT(
            'event_kind_code', NEW.event_kind_code,
            'title', NEW.title,
            'is_of_orders', NEW.is_of_orders,
            'mail_template_code', NEW.mail_template_code
        )
    );
END$$
DELIMITER ;
