-- shipping_methods__after_insert: record the row that came in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS shipping_methods__after_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__after_insert
AFTER INSERT ON shipping_methods FOR EACH ROW
BEGIN
    INSERT INTO store_audit.entries (
        happened_at, actor_id, db_user, subsystem_code, kind, action,
        table_name, row_key, new_values
    )
    VALUES (
        UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'insert',
        'shipping_methods', NEW.shipping_method_code,
        JSON_OBJECT(
            'shipping_method_code', NEW.shipping_method_code,
            'title', NEW.title,
            'price_amount', NEW.price_amount,
            'is_offered', NEW.is_offered
        )
    );
END$$
DELIMITER ;
