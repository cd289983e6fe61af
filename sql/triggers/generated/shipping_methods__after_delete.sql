-- shipping_methods__after_delete: record the deleted row in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS shipping_methods__after_delete;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__after_delete
AFTER DELETE ON shipping_methods FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, old_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'delete',
        'shipping_methods', OLD.shipping_method_code,
        JSON_OBJECT(
            'shipping_method_code', OLD.shipping_method_code,
            'title', OLD.title,
            'price_amount', OLD.price_amount,
            'is_offered', OLD.is_offered
        )
    );
END$$
DELIMITER ;
