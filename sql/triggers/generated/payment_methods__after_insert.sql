-- payment_methods__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_methods__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__after_insert
AFTER INSERT ON payment_methods FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'payments', 'event', 'insert',
        'payment_methods', NEW.payment_method_code,
        JSON_OBJECT(
            'payment_method_code', NEW.payment_method_code,
            'title', NEW.title,
            'is_offered', NEW.is_offered,
            'is_by_import', NEW.is_by_import
        )
    );
END$$
DELIMITER ;
