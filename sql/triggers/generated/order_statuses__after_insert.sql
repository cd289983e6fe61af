-- order_statuses__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_statuses__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_insert
AFTER INSERT ON order_statuses FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'insert',
        'order_statuses', NEW.order_status_code,
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
END$$
DELIMITER ;
