-- order_adjustments__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_adjustments__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_adjustments__after_delete
AFTER DELETE ON order_adjustments FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'delete',
        'order_adjustments', CONCAT_WS('/', OLD.order_id, OLD.adjustment_no),
        JSON_OBJECT(
            'order_id', OLD.order_id,
            'adjustment_no', OLD.adjustment_no,
            'source', OLD.source,
            'name', OLD.name,
            'discount_amount', OLD.discount_amount
        )
    );
END$$
DELIMITER ;
