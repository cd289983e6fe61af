-- guarded_columns__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS guarded_columns__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER guarded_columns__after_update
AFTER UPDATE ON guarded_columns FOR EACH ROW
BEGIN
    IF NOT (
        NEW.table_name <=> CAST(OLD.table_name AS BINARY)
        AND NEW.column_name <=> CAST(OLD.column_name AS BINARY)
        AND NEW.treatment <=> CAST(OLD.treatment AS BINARY)
        AND NEW.owner_column <=> CAST(OLD.owner_column AS BINARY)
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'update',
            'guarded_columns', CONCAT_WS('/', OLD.table_name, OLD.column_name),
            JSON_OBJECT(
                'table_name', OLD.table_name,
                'column_name', OLD.column_name,
                'treatment', OLD.treatment,
                'owner_column', OLD.owner_column
            ),
            JSON_OBJECT(
                'table_name', NEW.table_name,
                'column_name', NEW.column_name,
                'treatment', NEW.treatment,
                'owner_column', NEW.owner_column
            )
        );
    END IF;
END$$
DELIMITER ;
