-- product_statuses__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_statuses__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__after_delete
AFTER DELETE ON product_statuses FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'delete',
        'product_statuses', OLD.product_status_code,
        JSON_OBJECT(
            'product_status_code', OLD.product_status_code,
            'title', OLD.title,
            'is_listed', OLD.is_listed,
            'is_sold', OLD.is_sold
        )
    );
END$$
DELIMITER ;
