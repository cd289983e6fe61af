-- event_kinds__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS event_kinds__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER event_kinds__after_update
AFTER UPDATE ON event_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.event_kind_code <=> CAST(OLD.event_kind_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.is_of_orders <=> OLD.is_of_orders
        AND NEW.mail_template_code <=> CAST(OLD.mail_template_code AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'messages', 'event', 'update',
            'event_kinds', OLD.event_kind_code,
            JSON_OBJECT(
                'event_kind_code', OLD.event_kind_code,
                'title', OLD.title,
                'is_of_orders', OLD.is_of_orders,
                'mail_template_code', OLD.mail_template_code
            ),
            JSON_OBJECT(
                'event_kind_code', NEW.event_kind_code,
                'title', NEW.title,
                'is_of_orders', NEW.is_of_orders,
                'mail_template_code', NEW.mail_template_code
            )
        );
    END IF;
END$$
DELIMITER ;
