-- payment_entry_kinds__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_entry_kinds__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_entry_kinds__after_update
AFTER UPDATE ON payment_entry_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.payment_entry_kind_code <=> CAST(OLD.payment_entry_kind_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.captured_sign <=> OLD.captured_sign
        AND NEW.refunded_sign <=> OLD.refunded_sign
        AND NEW.charged_back_sign <=> OLD.charged_back_sign
        AND NEW.occasion <=> CAST(OLD.occasion AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'payments', 'event', 'update',
            'payment_entry_kinds', OLD.payment_entry_kind_code,
            JSON_OBJECT(
                'payment_entry_kind_code', OLD.payment_entry_kind_code,
                'title', OLD.title,
                'captured_sign', OLD.captured_sign,
                'refunded_sign', OLD.refunded_sign,
                'charged_back_sign', OLD.charged_back_sign,
                'occasion', OLD.occasion
            ),
            JSON_OBJECT(
                'payment_entry_kind_code', NEW.payment_entry_kind_code,
                'title', NEW.title,
                'captured_sign', NEW.captured_sign,
                'refunded_sign', NEW.refunded_sign,
                'charged_back_sign', NEW.charged_back_sign,
                'occasion', NEW.occasion
            )
        );
    END IF;
END$$
DELIMITER ;
