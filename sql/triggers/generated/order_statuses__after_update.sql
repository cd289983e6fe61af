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
        AND NEW.is_initial <=> OLD.is_initial
        AND NEW.is_frozen <=> OLD.is_frozen
        AND NEW.is_payable <=> OLD.is_payable
        AND NEW.is_covered <=> OLD.is_covered
        AND NEW.is_repaid <=> OLD.is_repaid
        AND NEW.is_sold <=> OLD.is_sold
        AND NEW.is_final <=> OLD.is_final
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
                'is_initial', OLD.is_initial,
                'is_frozen', OLD.is_frozen,
                'is_payable', OLD.is_payable,
                'is_covered', OLD.is_covered,
                'is_repaid', OLD.is_repaid,
                'is_sold', OLD.is_sold,
                'is_final', OLD.is_final
            ),
            JSON_OBJECT(
                'order_status_code', NEW.order_status_code,
                'title', NEW.title,
                'position', NEW.position,
                'is_initial', NEW.is_initial,
                'is_frozen', NEW.is_frozen,
                'is_payable', NEW.is_payable,
                'is_covered', NEW.is_covered,
                'is_repaid', NEW.is_repaid,
                'is_sold', NEW.is_sold,
                'is_final', NEW.is_final
            )
        );
    END IF;
END$$
DELIMITER ;
