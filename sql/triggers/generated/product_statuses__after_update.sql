-- product_statuses__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_statuses__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_statuses__after_update
AFTER UPDATE ON product_statuses FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_status_code <=> CAST(OLD.product_status_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.is_listed <=> OLD.is_listed
        AND NEW.is_sold <=> OLD.is_sold
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'update',
            'product_statuses', OLD.product_status_code,
            JSON_OBJECT(
                'product_status_code', OLD.product_status_code,
                'title', OLD.title,
                'is_listed', OLD.is_listed,
                'is_sold', OLD.is_sold
            ),
            JSON_OBJECT(
                'product_status_code', NEW.product_status_code,
                'title', NEW.title,
                'is_listed', NEW.is_listed,
                'is_sold', NEW.is_sold
            )
        );
    END IF;
END$$
DELIMITER ;
