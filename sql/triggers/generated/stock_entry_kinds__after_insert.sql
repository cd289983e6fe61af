-- stock_entry_kinds__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_entry_kinds__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_entry_kinds__after_insert
AFTER INSERT ON stock_entry_kinds FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'inventory', 'event', 'insert',
        'stock_entry_kinds', NEW.stock_entry_kind_code,
        JSON_OBJECT(
            'stock_entry_kind_code', NEW.stock_entry_kind_code,
            'title', NEW.title,
            'on_hand_sign', NEW.on_hand_sign,
            'reserved_sign', NEW.reserved_sign,
            'is_for_orders', NEW.is_for_orders,
            'is_by_staff', NEW.is_by_staff
        )
    );
END$$
DELIMITER ;
