-- products__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS products__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER products__after_update
AFTER UPDATE ON products FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_id <=> OLD.product_id
        AND NEW.slug <=> CAST(OLD.slug AS BINARY)
        AND NEW.name <=> CAST(OLD.name AS BINARY)
        AND NEW.description <=> CAST(OLD.description AS BINARY)
        AND NEW.tax_rate <=> OLD.tax_rate
        AND NEW.product_status_code <=> CAST(OLD.product_status_code AS BINARY)
        AND NEW.category_id <=> OLD.category_id
        AND NEW.attributes <=> OLD.attributes
        AND NEW.is_imported <=> OLD.is_imported
        AND NEW.created_at <=> OLD.created_at
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'update',
            'products', OLD.product_id,
            JSON_OBJECT(
                'product_id', OLD.product_id,
                'slug', OLD.slug,
                'name', OLD.name,
                'description', OLD.description,
                'tax_rate', OLD.tax_rate,
                'product_status_code', OLD.product_status_code,
                'category_id', OLD.category_id,
                'attributes', OLD.attributes,
                'is_imported', OLD.is_imported,
                'created_at', OLD.created_at
            ),
            JSON_OBJECT(
                'product_id', NEW.product_id,
                'slug', NEW.slug,
                'name', NEW.name,
                'description', NEW.description,
                'tax_rate', NEW.tax_rate,
                'product_status_code', NEW.product_status_code,
                'category_id', NEW.category_id,
                'attributes', NEW.attributes,
                'is_imported', NEW.is_imported,
                'created_at', NEW.created_at
            )
        );
    END IF;
END$$
DELIMITER ;
