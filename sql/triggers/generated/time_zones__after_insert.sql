-- time_zones__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS time_zones__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER time_zones__after_insert
AFTER INSERT ON time_zones FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'settings', 'event', 'insert',
        'time_zones', NEW.time_zone_name,
        JSON_OBJECT(
            'time_zone_name', NEW.time_zone_name
        )
    );
END$$
DELIMITER ;
