-- countries__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS countries__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__after_update
AFTER UPDATE ON countries FOR EACH ROW
BEGIN
    IF NOT (
        NEW.country_code <=> CAST(OLD.country_code AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.dial_code <=> CAST(OLD.dial_code AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'update',
            'countries', OLD.country_code,
            JSON_OBJECT(
                'country_code', OLD.country_code,
                'name', OLD.name,
                'dial_code', OLD.dial_code
            ),
            JSON_OBJECT(
                'country_code', NEW.country_code,
                'name', NEW.name,
                'dial_code', NEW.dial_code
            )
        );
    END IF;
END$$
DELIMITER ;
