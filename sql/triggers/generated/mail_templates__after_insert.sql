-- mail_templates__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS mail_templates__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__after_insert
AFTER INSERT ON mail_templates FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'messages', 'event', 'insert',
        'mail_templates', NEW.mail_template_code,
        JSON_OBJECT(
            'mail_template_code', NEW.mail_template_code,
            'description', NEW.description,
            'placeholders', NEW.placeholders,
            'texts', NEW.texts
        )
    );
END$$
DELIMITER ;
