-- countries__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS countries__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__after_insert
AFTER INSERT ON countries FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'insert',
        'countries', NEW.country_code,
        JSON_OBJECT(
            'country_code', NEW.country_code,
            'name', NEW.name,
            'dial_code', NEW.dial_code
        )
    );
END$$
DELIMITER ;
