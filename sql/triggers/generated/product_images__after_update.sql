-- product_images__after_update: record what changed in the audit.
-- Written by ./store db generate from guarded_tables and guarded_columns.
DROP TRIGGER IF EXISTS product_images__after_update;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER product_images__after_update
AFTER UPDATE ON product_images FOR EACH ROW
BEGIN
    IF NOT (
        NEW.product_image_id <=> OLD.product_image_id
        AND NEW.product_id <=> OLD.product_id
        AND NEW.variant_id <=> OLD.variant_id
        AND NEW.path <=> CAST(OLD.path AS BINARY)
        AND NEW.alt <=> CAST(OLD.alt AS BINARY)
        AND NEW.position <=> OLD.position
    ) THEN
        INSERT INTO store_audit.entries (
            happened_at, actor_id, db_user, subsystem_code, kind, action,
            table_name, row_key, old_values, new_values
        )
        VALUES (
            UTC_TIMESTAMP(6), @actor_id, USER(), 'catalogue', 'event', 'update',
            'product_images', OLD.product_image_id,
            JSON_OBJECT(
                'product_image_id', OLD.product_image_id,
                'product_id', OLD.product_id,
                'variant_id', OLD.variant_id,
                'path', OLD.path,
                'alt', OLD.alt,
                'position', OLD.position
            ),
            JSON_OBJECT(
                'product_image_id', NEW.product_image_id,
                'product_id', NEW.product_id,
                'variant_id', NEW.variant_id,
                'path', NEW.path,
                'alt', NEW.alt,
                'position', NEW.position
            )
        );
    END IF;
END$$
DELIMITER ;
