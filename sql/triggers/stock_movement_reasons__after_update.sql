-- stock_movement_reasons__after_update: record what changed in the audit.
DROP TRIGGER IF EXISTS stock_movement_reasons__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movement_reasons__after_update
AFTER UPDATE ON stock_movement_reasons FOR EACH ROW
BEGIN
    CALL audit_record(
        'inventory', 'update', 'stock_movement_reasons', OLD.stock_movement_reason_code,
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
END$$
DELIMITER ;
