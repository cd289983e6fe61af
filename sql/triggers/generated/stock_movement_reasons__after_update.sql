-- stock_movement_reasons__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_movement_reasons__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movement_reasons__after_update
AFTER UPDATE ON stock_movement_reasons FOR EACH ROW
BEGIN
    IF NOT (
        NEW.stock_movement_reason_code <=> CAST(OLD.stock_movement_reason_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.is_incoming <=> OLD.is_incoming
        AND NEW.is_outgoing <=> OLD.is_outgoing
        AND NEW.is_for_orders <=> OLD.is_for_orders
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'inventory', 'event', 'update',
            'stock_movement_reasons', OLD.stock_movement_reason_code,
            JSON_OBJECT(
                'stock_movement_reason_code', OLD.stock_movement_reason_code,
                'title', OLD.title,
                'is_incoming', OLD.is_incoming,
                'is_outgoing', OLD.is_outgoing,
                'is_for_orders', OLD.is_for_orders
            ),
            JSON_OBJECT(
                'stock_movement_reason_code', NEW.stock_movement_reason_code,
                'title', NEW.title,
                'is_incoming', NEW.is_incoming,
                'is_outgoing', NEW.is_outgoing,
                'is_for_orders', NEW.is_for_orders
            )
        );
    END IF;
END$$
DELIMITER ;
