-- stock_movement_reasons__after_insert: record the new row in the audit.
DROP TRIGGER IF EXISTS stock_movement_reasons__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movement_reasons__after_insert
AFTER INSERT ON stock_movement_reasons FOR EACH ROW
BEGIN
    CALL audit_record(
        'inventory', 'insert', 'stock_movement_reasons', NEW.stock_movement_reason_code,
        NULL,
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
