-- order_statuses__after_insert: record in the audit that a row came.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_statuses__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_statuses__after_insert
AFTER INSERT ON order_statuses FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'insert',
        'order_statuses', NEW.order_status_code
    );
END$$
DELIMITER ;
