-- order_status_transitions__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_status_transitions__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__after_update
AFTER UPDATE ON order_status_transitions FOR EACH ROW
BEGIN
    IF NOT (
        NEW.from_status_code <=> CAST(OLD.from_status_code AS BINARY)
        AND NEW.to_status_code <=> CAST(OLD.to_status_code AS BINARY)
        AND NEW.stock_effect <=> CAST(OLD.stock_effect AS BINARY)
        AND NEW.is_by_staff <=> OLD.is_by_staff
        AND NEW.is_by_customer <=> OLD.is_by_customer
        AND NEW.is_by_import <=> OLD.is_by_import
        AND NEW.mail_template_code <=> CAST(OLD.mail_template_code AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'update',
            'order_status_transitions', CONCAT_WS('/', OLD.from_status_code, OLD.to_status_code),
            JSON_OBJECT(
                'from_status_code', OLD.from_status_code,
                'to_status_code', OLD.to_status_code,
                'stock_effect', OLD.stock_effect,
                'is_by_staff', OLD.is_by_staff,
                'is_by_customer', OLD.is_by_customer,
                'is_by_import', OLD.is_by_import,
                'mail_template_code', OLD.mail_template_code
            ),
            JSON_OBJECT(
                'from_status_code', NEW.from_status_code,
                'to_status_code', NEW.to_status_code,
                'stock_effect', NEW.stock_effect,
                'is_by_staff', NEW.is_by_staff,
                'is_by_customer', NEW.is_by_customer,
                'is_by_import', NEW.is_by_import,
                'mail_template_code', NEW.mail_template_code
            )
        );
    END IF;
END$$
DELIMITER ;
