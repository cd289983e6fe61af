-- stock_movement_reasons__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_movement_reasons__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movement_reasons__after_delete
AFTER DELETE ON stock_movement_reasons FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'inventory', 'event', 'delete',
        'stock_movement_reasons', OLD.stock_movement_reason_code,
        JSON_OBJECT(
            'stock_movement_reason_code', OLD.stock_movement_reason_code,
            'title', OLD.title,
            'is_incoming', OLD.is_incoming,
            'is_outgoing', OLD.is_outgoing,
            'is_for_orders', OLD.is_for_orders
        )
    );
END$$
DELIMITER ;
