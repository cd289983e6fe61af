-- payment_methods__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_methods__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__after_update
AFTER UPDATE ON payment_methods FOR EACH ROW
BEGIN
    IF NOT (
        NEW.payment_method_code <=> CAST(OLD.payment_method_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.is_offered <=> OLD.is_offered
        AND NEW.is_by_import <=> OLD.is_by_import
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'payments', 'event', 'update',
            'payment_methods', OLD.payment_method_code,
            JSON_OBJECT(
                'payment_method_code', OLD.payment_method_code,
                'title', OLD.title,
                'is_offered', OLD.is_offered,
                'is_by_import', OLD.is_by_import
            ),
            JSON_OBJECT(
                'payment_method_code', NEW.payment_method_code,
                'title', NEW.title,
                'is_offered', NEW.is_offered,
                'is_by_import', NEW.is_by_import
            )
        );
    END IF;
END$$
DELIMITER ;
