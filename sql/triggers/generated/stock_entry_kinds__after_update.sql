-- stock_entry_kinds__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_entry_kinds__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entry_kinds__after_update
AFTER UPDATE ON stock_entry_kinds FOR EACH ROW
BEGIN
    IF NOT (
        NEW.stock_entry_kind_code <=> CAST(OLD.stock_entry_kind_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.on_hand_sign <=> OLD.on_hand_sign
        AND NEW.reserved_sign <=> OLD.reserved_sign
        AND NEW.is_for_orders <=> OLD.is_for_orders
        AND NEW.is_by_staff <=> OLD.is_by_staff
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'inventory', 'event', 'update',
            'stock_entry_kinds', OLD.stock_entry_kind_code,
            JSON_OBJECT(
                'stock_entry_kind_code', OLD.stock_entry_kind_code,
                'title', OLD.title,
                'on_hand_sign', OLD.on_hand_sign,
                'reserved_sign', OLD.reserved_sign,
                'is_for_orders', OLD.is_for_orders,
                'is_by_staff', OLD.is_by_staff
            ),
            JSON_OBJECT(
                'stock_entry_kind_code', NEW.stock_entry_kind_code,
                'title', NEW.title,
                'on_hand_sign', NEW.on_hand_sign,
                'reserved_sign', NEW.reserved_sign,
                'is_for_orders', NEW.is_for_orders,
                'is_by_staff', NEW.is_by_staff
            )
        );
    END IF;
END$$
DELIMITER ;
