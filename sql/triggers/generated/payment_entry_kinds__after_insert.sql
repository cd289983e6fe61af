-- payment_entry_kinds__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_entry_kinds__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_entry_kinds__after_insert
AFTER INSERT ON payment_entry_kinds FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'payments', 'event', 'insert',
        'payment_entry_kinds', NEW.payment_entry_kind_code,
        JSON_OBJECT(
            'payment_entry_kind_code', NEW.payment_entry_kind_code,
            'title', NEW.title,
            'captured_sign', NEW.captured_sign,
            'refunded_sign', NEW.refunded_sign,
            'charged_back_sign', NEW.charged_back_sign,
            'occasion', NEW.occasion
        )
    );
END$$
DELIMITER ;
