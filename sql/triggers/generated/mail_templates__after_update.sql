-- mail_templates__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS mail_templates__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__after_update
AFTER UPDATE ON mail_templates FOR EACH ROW
BEGIN
    IF NOT (
        NEW.mail_template_code <=> CAST(OLD.mail_template_code AS BINARY)
        AND NEW.description <=> CAST(OLD.description AS BINARY)
        AND NEW.placeholders <=> OLD.placeholders
        AND NEW.texts <=> OLD.texts
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'messages', 'event', 'update',
            'mail_templates', OLD.mail_template_code,
            JSON_OBJECT(
                'mail_template_code', OLD.mail_template_code,
                'description', OLD.description,
                'placeholders', OLD.placeholders,
                'texts', OLD.texts
            ),
            JSON_OBJECT(
                'mail_template_code', NEW.mail_template_code,
                'description', NEW.description,
                'placeholders', NEW.placeholders,
                'texts', NEW.texts
            )
        );
    END IF;
END$$
DELIMITER ;
