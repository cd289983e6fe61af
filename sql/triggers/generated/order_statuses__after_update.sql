-- order_statuses__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_statuses__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_update
AFTER UPDATE ON order_statuses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.order_status_code <=> CAST(OLD.order_status_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.position <=> OLD.position
        AND NEW.is_sale <=> OLD.is_sale
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'update',
            'order_statuses', OLD.order_status_code,
            JSON_OBJECT(
                'order_status_code', OLD.order_status_code,
                'title', OLD.title,
                'position', OLD.position,
                'is_sale', OLD.is_sale
            ),
            JSON_OBJECT(
                'order_status_code', NEW.order_status_code,
                'title', NEW.title,
                'position', NEW.position,
                'is_sale', NEW.is_sale
            )
        );
    END IF;
END$$
DELIMITER ;
