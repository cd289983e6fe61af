-- order_status_transitions__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_status_transitions__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__after_insert
AFTER INSERT ON order_status_transitions FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'insert',
        'order_status_transitions', CONCAT_WS('/', NEW.from_status_code, NEW.to_status_code),
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
END$$
DELIMITER ;
