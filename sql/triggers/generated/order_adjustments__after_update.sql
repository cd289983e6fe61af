-- order_adjustments__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_adjustments__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_adjustments__after_update
AFTER UPDATE ON order_adjustments FOR EACH ROW
BEGIN
    IF NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.adjustment_no <=> OLD.adjustment_no
        AND NEW.source <=> CAST(OLD.source AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.discount_amount <=> OLD.discount_amount
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'update',
            'order_adjustments', CONCAT_WS('/', OLD.order_id, OLD.adjustment_no),
            JSON_OBJECT(
                'order_id', OLD.order_id,
                'adjustment_no', OLD.adjustment_no,
                'source', OLD.source,
                'name', OLD.name,
                'discount_amount', OLD.discount_amount
            ),
            JSON_OBJECT(
                'order_id', NEW.order_id,
                'adjustment_no', NEW.adjustment_no,
                'source', NEW.source,
                'name', NEW.name,
                'discount_amount', NEW.discount_amount
            )
        );
    END IF;
END$$
DELIMITER ;
