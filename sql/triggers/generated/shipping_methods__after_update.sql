-- shipping_methods__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS shipping_methods__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER shipping_methods__after_update
AFTER UPDATE ON shipping_methods FOR EACH ROW
BEGIN
    IF NOT (
        NEW.shipping_method_code <=> CAST(OLD.shipping_method_code AS BINARY)
        AND NEW.title <=> CAST(OLD.title AS BINARY)
        AND NEW.price_amount <=> OLD.price_amount
        AND NEW.is_offered <=> OLD.is_offered
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'update',
            'shipping_methods', OLD.shipping_method_code,
            JSON_OBJECT(
                'shipping_method_code', OLD.shipping_method_code,
                'title', OLD.title,
                'price_amount', OLD.price_amount,
                'is_offered', OLD.is_offered
            ),
            JSON_OBJECT(
                'shipping_method_code', NEW.shipping_method_code,
                'title', NEW.title,
                'price_amount', NEW.price_amount,
                'is_offered', NEW.is_offered
            )
        );
    END IF;
END$$
DELIMITER ;
