-- order_statuses__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_statuses__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_delete
AFTER DELETE ON order_statuses FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'delete',
        'order_statuses', OLD.order_status_code,
        JSON_OBJECT(
            'order_status_code', OLD.order_status_code,
            'title', OLD.title,
            'position', OLD.position,
            'is_sale', OLD.is_sale
        )
    );
END$$
DELIMITER ;
