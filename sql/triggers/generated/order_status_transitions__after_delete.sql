-- order_status_transitions__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS order_status_transitions__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER order_status_transitions__after_delete
AFTER DELETE ON order_status_transitions FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'delete',
        'order_status_transitions', CONCAT_WS('/', OLD.from_status_code, OLD.to_status_code),
        JSON_OBJECT(
            'from_status_code', OLD.from_status_code,
            'to_status_code', OLD.to_status_code,
            'stock_effect', OLD.stock_effect,
            'is_by_staff', OLD.is_by_staff,
            'is_by_customer', OLD.is_by_customer,
            'is_by_import', OLD.is_by_import,
            'mail_template_code', OLD.mail_template_code
        )
    );
END$$
DELIMITER ;
