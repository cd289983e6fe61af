-- mail_templates__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS mail_templates__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER mail_templates__after_delete
AFTER DELETE ON mail_templates FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'messages', 'event', 'delete',
        'mail_templates', OLD.mail_template_code,
        JSON_OBJECT(
            'mail_template_code', OLD.mail_template_code,
            'description', OLD.description,
            'placeholders', OLD.placeholders,
            'texts', OLD.texts
        )
    );
END$$
DELIMITER ;
