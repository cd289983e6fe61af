-- payment_methods__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS payment_methods__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER payment_methods__after_delete
AFTER DELETE ON payment_methods FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'payments', 'event', 'delete',
        'payment_methods', OLD.payment_method_code,
        JSON_OBJECT(
            'payment_method_code', OLD.payment_method_code,
            'title', OLD.title,
            'is_offered', OLD.is_offered,
            'is_by_import', OLD.is_by_import
        )
    );
END$$
DELIMITER ;
