-- stock_movement_reasons__after_delete: record the deleted row in the audit.
DROP TRIGGER IF EXISTS stock_movement_reasons__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_movement_reasons__after_delete
AFTER DELETE ON stock_movement_reasons FOR EACH ROW
BEGIN
    CALL audit_record(
        'inventory', 'delete', 'stock_movement_reasons', OLD.stock_movement_reason_code,
        JSON_OBJECT(
            'stock_movement_reason_code', OLD.stock_movement_reason_code,
            'title', OLD.title,
            'is_incoming', OLD.is_incoming,
            'is_outgoing', OLD.is_outgoing,
            'is_for_orders', OLD.is_for_orders
        ),
        NULL
    );
END$$
DELIMITER ;
