-- stock_locations__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS stock_locations__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER stock_locations__after_update
AFTER UPDATE ON stock_locations FOR EACH ROW
BEGIN
    IF NOT (
        NEW.stock_location_id <=> OLD.stock_location_id
        AND NEW.code <=> CAST(OLD.code AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.priority <=> OLD.priority
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'inventory', 'event', 'update',
            'stock_locations', OLD.stock_location_id,
            JSON_OBJECT(
                'stock_location_id', OLD.stock_location_id,
                'code', OLD.code,
                'name', OLD.name,
                'priority', OLD.priority
            ),
            JSON_OBJECT(
                'stock_location_id', NEW.stock_location_id,
                'code', NEW.code,
                'name', NEW.name,
                'priority', NEW.priority
            )
        );
    END IF;
END$$
DELIMITER ;
