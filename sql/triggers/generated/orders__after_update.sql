-- orders__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS orders__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__after_update
AFTER UPDATE ON orders FOR EACH ROW
BEGIN
    IF NOT (
        NEW.order_id <=> OLD.order_id
        AND NEW.user_id <=> OLD.user_id
        AND NEW.email <=> CAST(OLD.email AS BINARY)
        AND NEW.customer_name <=> CAST(OLD.customer_name AS BINARY)
        AND NEW.language_code <=> CAST(OLD.language_code AS BINARY)
        AND NEW.currency_code <=> CAST(OLD.currency_code AS BINARY)
        AND NEW.address_id <=> OLD.address_id
        AND NEW.shipping_method_code <=> CAST(OLD.shipping_method_code AS BINARY)
        AND NEW.customer_note <=> CAST(OLD.customer_note AS BINARY)
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.import_reference <=> CAST(OLD.import_reference AS BINARY)
        AND NEW.actor_id <=> OLD.actor_id
        AND NEW.db_user <=> CAST(OLD.db_user AS BINARY)
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'orders', 'event', 'update',
            'orders', OLD.order_id,
            JSON_OBJECT(
                'order_id', OLD.order_id,
                'user_id', OLD.user_id,
                'email', OLD.email,
                'customer_name', OLD.customer_name,
                'language_code', OLD.language_code,
                'currency_code', OLD.currency_code,
                'address_id', OLD.address_id,
                'shipping_method_code', OLD.shipping_method_code,
                'customer_note', OLD.customer_note,
                'is_imported', OLD.is_imported,
                'import_reference', OLD.import_reference,
                'actor_id', OLD.actor_id,
                'db_user', OLD.db_user,
                'created_at', OLD.created_at
            ),
            JSON_OBJECT(
                'order_id', NEW.order_id,
                'user_id', NEW.user_id,
                'email', NEW.email,
                'customer_name', NEW.customer_name,
                'language_code', NEW.language_code,
                'currency_code', NEW.currency_code,
                'address_id', NEW.address_id,
                'shipping_method_code', NEW.shipping_method_code,
                'customer_note', NEW.customer_note,
                'is_imported', NEW.is_imported,
                'import_reference', NEW.import_reference,
                'actor_id', NEW.actor_id,
                'db_user', NEW.db_user,
                'created_at', NEW.created_at
            )
        );
    END IF;
END$$
DELIMITER ;
