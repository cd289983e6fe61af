-- product_statuses__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_statuses__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__after_insert
AFTER INSERT ON product_statuses FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'insert',
        'product_statuses', NEW.product_status_code,
        JSON_OBJECT(
            'product_status_code', NEW.product_status_code,
            'title', NEW.title,
            'is_listed', NEW.is_listed,
            'is_sold', NEW.is_sold
        )
    );
END$$
DELIMITER ;
