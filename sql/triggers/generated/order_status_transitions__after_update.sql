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
        AND NEW.occasion <=> CAST(OLD.occasion AS BINARY)
        AND NEW.stock_entry_kind_code <=> CAST(OLD.stock_entry_kind_code AS BINARY)
        AND NEW.event_kind_code <=> CAST(OLD.event_kind_code AS BINARY)
        AND NEW.is_by_staff <=> OLD.is_by_staff
        AND NEW.is_by_customer <=> OLD.is_by_customer
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
                'occasion', OLD.occasion,
                'stock_entry_kind_code', OLD.stock_entry_kind_code,
                'event_kind_code', OLD.event_kind_code,
                'is_by_staff', OLD.is_by_staff,
                'is_by_customer', OLD.is_by_customer
            ),
            JSON_OBJECT(
                'from_status_code', NEW.from_status_code,
                'to_status_code', NEW.to_status_code,
                'occasion', NEW.occasion,
                'stock_entry_kind_code', NEW.stock_entry_kind_code,
                'event_kind_code', NEW.event_kind_code,
                'is_by_staff', NEW.is_by_staff,
                'is_by_customer', NEW.is_by_customer
            )
        );
    END IF;
END$$
DELIMITER ;
