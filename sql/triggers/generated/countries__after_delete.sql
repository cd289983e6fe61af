-- countries__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS countries__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER countries__after_delete
AFTER DELETE ON countries FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'identity', 'event', 'delete',
        'countries', OLD.country_code,
        JSON_OBJECT(
            'country_code', OLD.country_code,
            'name', OLD.name,
            'dial_code', OLD.dial_code
        )
    );
END$$
DELIMITER ;
